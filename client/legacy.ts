import type { PaymentList } from "./payment-list/payment-list.ts";
import type { PaymentModal } from "./payment-modal/payment-modal.ts";
import { PaymentOpenEvent } from "./shared/events.ts";

// The four functions that the legacy page calls, for markup such as onclick="openPaymentModal('QXW7LMD')". The elements do all of
// this themselves; include this file next to payments.js if such calls remain.

/** Opens the form for an event. */
function openPaymentModal(eventId: string): void {
  document.body.dispatchEvent(new PaymentOpenEvent({ eventId }));
}

/** Submits the open form, as its button does. Does nothing if none is open. */
function submitPayment(): void {
  openModal()?.submit();
}

/** Closes the open form. Its content is kept until it is logged. */
function closePaymentModal(): void {
  openModal()?.close();
}

/** Fetches an event's payments again. */
function renderPaymentsList(eventId: string): void {
  for (const list of document.querySelectorAll<PaymentList>("payment-list")) {
    if (list.eventId === eventId) list.refresh();
  }
}

const openModal = () => document.querySelector<PaymentModal>("payment-modal[open]");

Object.assign(globalThis, { openPaymentModal, submitPayment, closePaymentModal, renderPaymentsList });
