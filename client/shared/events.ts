import type { ApiError } from "../api/api-error.ts";
import type { EntryFragment, EventTotalsFragment, LogPaymentInput } from "../api/generated/graphql.ts";

/** A payment after it was fully or partly reversed, the reversal, and the event with its new total. */
interface ReversedDetail {
  payment: EntryFragment;
  reversal: EntryFragment;
  event: EventTotalsFragment;
  replayed: boolean;
}

/** The events of the elements: all of them bubble and cross shadow roots. */
abstract class PaymentElementEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, { cancelable = false } = {}) {
    super(type, { detail, cancelable, bubbles: true, composed: true });
  }
}

/** A payment is stored. Contains the payment, the event with its new total, and whether an earlier attempt had already stored it. */
export class PaymentLoggedEvent extends PaymentElementEvent<{
  payment: EntryFragment;
  event: EventTotalsFragment;
  replayed: boolean;
}> {
  constructor(detail: PaymentLoggedEvent["detail"]) {
    super("payment-logged", detail);
  }
}

/** An entry was voided. */
export class PaymentVoidedEvent extends PaymentElementEvent<ReversedDetail> {
  constructor(detail: ReversedDetail) {
    super("payment-voided", detail);
  }
}

/** A payment was refunded, fully or partly. */
export class PaymentRefundedEvent extends PaymentElementEvent<ReversedDetail> {
  constructor(detail: ReversedDetail) {
    super("payment-refunded", detail);
  }
}

/** A payment was replaced, in its event or in another one. */
export class PaymentCorrectedEvent extends PaymentElementEvent<{
  original: EntryFragment;
  replacement: EntryFragment;
  event: EventTotalsFragment;
  originalEvent: EventTotalsFragment;
  replayed: boolean;
}> {
  constructor(detail: PaymentCorrectedEvent["detail"]) {
    super("payment-corrected", detail);
  }
}

/** There was no response: the payment is kept on this device and sent automatically. */
export class PaymentKeptEvent extends PaymentElementEvent<{ eventId: string; idempotencyKey: string }> {
  constructor(detail: PaymentKeptEvent["detail"]) {
    super("payment-kept", detail);
  }
}

/** An event's terms are set. Contains the event with its new terms, balance and state. */
export class PaymentTermsSetEvent extends PaymentElementEvent<{ event: EventTotalsFragment }> {
  constructor(detail: PaymentTermsSetEvent["detail"]) {
    super("payment-terms-set", detail);
  }
}

/** A failure that the user cannot fix by typing. `requestId` identifies the request in the server's log. */
export class PaymentErrorEvent extends PaymentElementEvent<{
  code: string;
  message: string;
  requestId?: string;
}> {
  constructor(detail: PaymentErrorEvent["detail"]) {
    super("payment-error", detail);
  }
}

/** Fires `payment-error`. */
export function announceError(from: Element, { code, message, requestId }: ApiError): void {
  from.dispatchEvent(new PaymentErrorEvent({ code, message, requestId }));
}

/** The form is valid and `detail` is about to be sent. Cancel it to send nothing; the form stays open. */
export class PaymentBeforeSubmitEvent extends PaymentElementEvent<LogPaymentInput> {
  constructor(detail: PaymentBeforeSubmitEvent["detail"]) {
    super("payment-before-submit", detail, { cancelable: true });
  }
}

/** A short message for the user. Cancel it to show the message yourself. */
export class PaymentToastEvent extends PaymentElementEvent<{ message: string; tone: "success" | "failure" }> {
  constructor(detail: PaymentToastEvent["detail"]) {
    super("payment-toast", detail, { cancelable: true });
  }
}

/** Someone wants to log a payment for an event. Cancel it to open something other than `<payment-modal>`. */
export class PaymentOpenEvent extends PaymentElementEvent<{ eventId: string }> {
  constructor(detail: PaymentOpenEvent["detail"]) {
    super("payment-open", detail, { cancelable: true });
  }
}

/**
 * The form was closed. `outcome` is `kept` if there was no response and the payment waits on this device, `unknown` if it could
 * not even be kept; in both cases it may already be stored.
 */
export class PaymentCloseEvent extends PaymentElementEvent<{
  eventId: string;
  outcome: "logged" | "kept" | "nothing" | "unknown";
}> {
  constructor(detail: PaymentCloseEvent["detail"]) {
    super("payment-close", detail);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "payment-logged": PaymentLoggedEvent;
    "payment-voided": PaymentVoidedEvent;
    "payment-refunded": PaymentRefundedEvent;
    "payment-corrected": PaymentCorrectedEvent;
    "payment-kept": PaymentKeptEvent;
    "payment-terms-set": PaymentTermsSetEvent;
    "payment-error": PaymentErrorEvent;
    "payment-before-submit": PaymentBeforeSubmitEvent;
    "payment-toast": PaymentToastEvent;
    "payment-open": PaymentOpenEvent;
    "payment-close": PaymentCloseEvent;
  }
}
