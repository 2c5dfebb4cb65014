import { closestProvider } from "../payment-provider/closest-provider.ts";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import type { PaymentProvider } from "../payment-provider/payment-provider.ts";
import { PaymentOpenEvent } from "../shared/events.ts";

/** The part of the modal that requests need. */
interface PaymentModal extends Element {
  open?: (eventId?: string) => void;
}

const modals = new Set<PaymentModal>();

/** Modals created for one list, because the page had none. */
const owners = new WeakMap<PaymentModal, Element>();

let isInstalled = false;

/** Makes a modal available to all lists and buttons of the page. Returns a function that removes it. */
export function offerModal(modal: PaymentModal): () => void {
  modals.add(modal);
  return () => modals.delete(modal);
}

/**
 * Handles `payment-open` by opening the modal that belongs to its source, and clicks on any element with
 * `data-payment-open="EVENT_ID"`. Listens on the window, so that the whole page can cancel first.
 */
export function installOpenRequests(): void {
  if (isInstalled) return;
  isInstalled = true;
  window.addEventListener("payment-open", onPaymentOpen as EventListener);
  window.addEventListener("click", onClick);
}

function onPaymentOpen(event: PaymentOpenEvent): void {
  const [origin] = event.composedPath();
  if (event.defaultPrevented || !(origin instanceof Element)) return;
  modalFor(origin).open?.(event.detail.eventId);
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented) return;
  for (const node of event.composedPath()) {
    const eventId = node instanceof HTMLElement ? node.dataset.paymentOpen : undefined;
    if (eventId !== undefined) return void node.dispatchEvent(new PaymentOpenEvent({ eventId }));
  }
}

/** The modal under the same provider; outside of any provider, any modal; otherwise a new one. */
function modalFor(origin: Element): PaymentModal {
  const provider = closestProvider(origin);
  const usable = [...modals].filter((modal) => (owners.get(modal) ?? origin) === origin);
  const nearest = usable.find((modal) => closestProvider(modal) === provider);
  return nearest ?? (provider ? undefined : usable[0]) ?? createModal(origin, provider);
}

function createModal(origin: Element, provider: PaymentProvider | undefined): PaymentModal {
  const modal = document.createElement("payment-modal");
  const isList = origin instanceof ConnectedElement;
  if (!provider && isList) {
    const { endpoint, getToken, fetch } = origin;
    Object.assign(modal, { endpoint, getToken, fetch });
    owners.set(modal, origin);
  }
  (provider ?? (isList ? origin.renderRoot : document.body)).append(modal);
  return modal;
}
