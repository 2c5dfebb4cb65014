import type {
  PaymentBeforeSubmitEvent,
  PaymentCloseEvent,
  PaymentCorrectedEvent,
  PaymentErrorEvent,
  PaymentKeptEvent,
  PaymentList,
  PaymentLoggedEvent,
  PaymentModal,
  PaymentOpenEvent,
  PaymentProvider,
  PaymentRefundedEvent,
  PaymentState,
  PaymentTermsSetEvent,
  PaymentToastEvent,
  PaymentVoidedEvent,
} from "dispatch-payments-elements/classes.js";

/** The properties of any element. */
interface AnyElement {
  children?: unknown;
  class?: string;
  className?: string;
  dir?: string;
  hidden?: boolean;
  id?: string;
  key?: string | number;
  lang?: string;
  part?: string;
  ref?: unknown;
  slot?: string;
  style?: unknown;
  title?: string;
  [attribute: `data-${string}` | `aria-${string}`]: unknown;
}

/** Events of our elements bubble, so every element can listen. */
interface PaymentEvents {
  /** A payment is stored. Contains the payment, the event with its new total, and whether an earlier attempt had already stored it. */
  "onpayment-logged"?: (event: PaymentLoggedEvent) => void;
  /** An entry was voided. */
  "onpayment-voided"?: (event: PaymentVoidedEvent) => void;
  /** A payment was refunded, fully or partly. */
  "onpayment-refunded"?: (event: PaymentRefundedEvent) => void;
  /** A payment was replaced, in its event or in another one. */
  "onpayment-corrected"?: (event: PaymentCorrectedEvent) => void;
  /** There was no response: the payment is kept on this device and sent automatically. */
  "onpayment-kept"?: (event: PaymentKeptEvent) => void;
  /** An event's terms are set. Contains the event with its new terms, balance and state. */
  "onpayment-terms-set"?: (event: PaymentTermsSetEvent) => void;
  /** A failure that the user cannot fix by typing. `requestId` identifies the request in the server's log. */
  "onpayment-error"?: (event: PaymentErrorEvent) => void;
  /** The form is valid and `detail` is about to be sent. Cancel it to send nothing; the form stays open. */
  "onpayment-before-submit"?: (event: PaymentBeforeSubmitEvent) => void;
  /** A short message for the user. Cancel it to show the message yourself. */
  "onpayment-toast"?: (event: PaymentToastEvent) => void;
  /** Someone wants to log a payment for an event. Cancel it to open something other than `<payment-modal>`. */
  "onpayment-open"?: (event: PaymentOpenEvent) => void;
  /** The form was closed. `outcome` is `kept` if there was no response and the payment waits on this device, `unknown` if it could not even be kept; in both cases it may already be stored. */
  "onpayment-close"?: (event: PaymentCloseEvent) => void;
}

/** Our elements by name. For frameworks with their own `JSX`, e.g. React: extend its `IntrinsicElements` with these. */
export interface PaymentElements {
  /** The total collected for an event, and all entries of its ledger. */
  "payment-list": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id. */
      "event-id"?: PaymentList["eventId"];
      /** URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`. */
      "endpoint"?: PaymentList["endpoint"];
      /** Seconds between checks for changes, at least 5. Default: 60; 0 disables them. */
      "interval"?: PaymentList["interval"];
      /** Returns the credential. Default: the provider's. Never an attribute. */
      "getToken"?: PaymentList["getToken"];
      /** The page's own `fetch`. Default: the provider's. */
      "fetch"?: PaymentList["fetch"];
      /** The dispatch tool's event id. */
      "eventId"?: PaymentList["eventId"];
    };
  /** The form that logs a payment, in a native dialog. */
  "payment-modal": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id, for `open()` without an argument. */
      "event-id"?: PaymentModal["eventId"];
      /** URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`. */
      "endpoint"?: PaymentModal["endpoint"];
      /** The property of the attribute `open`; `open` itself is the method. */
      "isOpen"?: PaymentModal["isOpen"];
      /** Returns the credential. Default: the provider's. Never an attribute. */
      "getToken"?: PaymentModal["getToken"];
      /** The page's own `fetch`. Default: the provider's. */
      "fetch"?: PaymentModal["fetch"];
      /** The dispatch tool's event id, for `open()` without an argument. */
      "eventId"?: PaymentModal["eventId"];
    };
  /** Sets the server's address and the credential for all payment elements inside it. */
  "payment-provider": AnyElement &
    PaymentEvents & {
      /** URL of the GraphQL endpoint. Default: `/graphql`. */
      "endpoint"?: PaymentProvider["endpoint"];
      /** Returns the credential for each request. Never an attribute: a token does not belong in markup. Setting it again, even to the same function, fetches everything inside again. */
      "getToken"?: PaymentProvider["getToken"];
      /** The page's own `fetch`, if it wraps the browser's. */
      "fetch"?: PaymentProvider["fetch"];
    };
  /** Shows the crew whether they may depart, and nothing else: no amount, no patron, not even that there is a payment. */
  "payment-state": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id. */
      "event-id"?: PaymentState["eventId"];
      /** URL of the GraphQL endpoint. Default: that of the enclosing `<payment-provider>`. */
      "endpoint"?: PaymentState["endpoint"];
      /** Seconds between checks, 5 to 240. Default: 60. */
      "interval"?: PaymentState["interval"];
      /** Returns the credential. Default: the provider's. Never an attribute. */
      "getToken"?: PaymentState["getToken"];
      /** The page's own `fetch`. Default: the provider's. */
      "fetch"?: PaymentState["fetch"];
      /** The dispatch tool's event id. */
      "eventId"?: PaymentState["eventId"];
    };
}

declare global {
  namespace JSX {
    interface IntrinsicElements extends PaymentElements {}
  }
}
