import type { PaymentList } from "./payment-list/payment-list.ts";
import type { PaymentModal } from "./payment-modal/payment-modal.ts";
import { PaymentOpenEvent } from "./shared/events.ts";

// The four functions that the authors of the older page call, for markup such as onclick="openPaymentModal('QXW7LMD')".
// Everything they do, the elements do by themselves; include this file beside payments.js where such calls are left.

/** Opens the form for an event. */
function openPaymentModal(eventId: string): void {
  document.body.dispatchEvent(new PaymentOpenEvent({ eventId }));
}

/** Sends the form that is open, as its button does. Does nothing where none is. */
function submitPayment(): void {
  openModal()?.submit();
}

/** Closes the form that is open. What was typed is kept until it is logged. */
function closePaymentModal(): void {
  openModal()?.close();
}

/** Fetches what is shown of an event's payments anew. */
function renderPaymentsList(eventId: string): void {
  for (const list of document.querySelectorAll<PaymentList>("payment-list")) {
    if (list.eventId === eventId) list.refresh();
  }
}

const openModal = () => document.querySelector<PaymentModal>("payment-modal[open]");

Object.assign(globalThis, { openPaymentModal, submitPayment, closePaymentModal, renderPaymentsList });
