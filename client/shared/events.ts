import type { ApiError } from "../api/api-error.ts";
import type { EntryFragment, EventTotalsFragment, LogPaymentInput } from "../api/generated/graphql.ts";

/** A payment as it stands after all or some of it was taken back, the entry that says so, and the event with its new total. */
interface ReversedDetail {
  payment: EntryFragment;
  reversal: EntryFragment;
  event: EventTotalsFragment;
  replayed: boolean;
}

/** What the elements tell the page, and ask it: every one bubbles and leaves shadow roots. */
abstract class PaymentElementEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, { cancelable = false } = {}) {
    super(type, { detail, cancelable, bubbles: true, composed: true });
  }
}

/** A payment is stored: the payment, the event with its new total, and whether an earlier try had stored it already. */
export class PaymentLoggedEvent extends PaymentElementEvent<{
  payment: EntryFragment;
  event: EventTotalsFragment;
  replayed: boolean;
}> {
  constructor(detail: PaymentLoggedEvent["detail"]) {
    super("payment-logged", detail);
  }
}

/** An entry was taken back. */
export class PaymentVoidedEvent extends PaymentElementEvent<ReversedDetail> {
  constructor(detail: ReversedDetail) {
    super("payment-voided", detail);
  }
}

/** Money was given back. */
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

/** There was no answer: the payment is kept on this device, and is sent by itself. */
export class PaymentKeptEvent extends PaymentElementEvent<{ eventId: string; idempotencyKey: string }> {
  constructor(detail: PaymentKeptEvent["detail"]) {
    super("payment-kept", detail);
  }
}

/** What was agreed for an event is set: the event with its new terms, balance and state. */
export class PaymentTermsSetEvent extends PaymentElementEvent<{ event: EventTotalsFragment }> {
  constructor(detail: PaymentTermsSetEvent["detail"]) {
    super("payment-terms-set", detail);
  }
}

/** Something failed that the person cannot mend by typing. `requestId` is what to look for in the server's log. */
export class PaymentErrorEvent extends PaymentElementEvent<{
  code: string;
  message: string;
  requestId?: string;
}> {
  constructor(detail: PaymentErrorEvent["detail"]) {
    super("payment-error", detail);
  }
}

/** Tells the page of an accident. */
export function announceError(from: Element, { code, message, requestId }: ApiError): void {
  from.dispatchEvent(new PaymentErrorEvent({ code, message, requestId }));
}

/** The form is valid and about to be sent as `detail`. Cancel it to send nothing; the form stays open as it is. */
export class PaymentBeforeSubmitEvent extends PaymentElementEvent<LogPaymentInput> {
  constructor(detail: PaymentBeforeSubmitEvent["detail"]) {
    super("payment-before-submit", detail, { cancelable: true });
  }
}

/** A sentence for a moment. Cancel it to show it in the page's own way. */
export class PaymentToastEvent extends PaymentElementEvent<{ message: string; tone: "success" | "failure" }> {
  constructor(detail: PaymentToastEvent["detail"]) {
    super("payment-toast", detail, { cancelable: true });
  }
}

/** Somebody wants to log a payment for an event. Cancel it to open something else than `<payment-modal>`. */
export class PaymentOpenEvent extends PaymentElementEvent<{ eventId: string }> {
  constructor(detail: PaymentOpenEvent["detail"]) {
    super("payment-open", detail, { cancelable: true });
  }
}

/**
 * The form was closed. `outcome` is `kept` when no answer came and the payment waits on this device, `unknown` when it
 * could not even be kept; in both cases it may be stored already.
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
