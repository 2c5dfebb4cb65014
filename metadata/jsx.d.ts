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

/** What any element takes. */
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

/** Whatever one of our elements fires passes those around it, too. */
interface PaymentEvents {
  /** A payment is stored: the payment, the event with its new total, and whether an earlier try had stored it already. */
  "onpayment-logged"?: (event: PaymentLoggedEvent) => void;
  /** An entry was taken back. */
  "onpayment-voided"?: (event: PaymentVoidedEvent) => void;
  /** Money was given back. */
  "onpayment-refunded"?: (event: PaymentRefundedEvent) => void;
  /** A payment was replaced, in its event or in another one. */
  "onpayment-corrected"?: (event: PaymentCorrectedEvent) => void;
  /** There was no answer: the payment is kept on this device, and is sent by itself. */
  "onpayment-kept"?: (event: PaymentKeptEvent) => void;
  /** What was agreed for an event is set: the event with its new terms, balance and state. */
  "onpayment-terms-set"?: (event: PaymentTermsSetEvent) => void;
  /** Something failed that the person cannot mend by typing. `requestId` is what to look for in the server's log. */
  "onpayment-error"?: (event: PaymentErrorEvent) => void;
  /** The form is valid and about to be sent as `detail`. Cancel it to send nothing; the form stays open as it is. */
  "onpayment-before-submit"?: (event: PaymentBeforeSubmitEvent) => void;
  /** A sentence for a moment. Cancel it to show it in the page's own way. */
  "onpayment-toast"?: (event: PaymentToastEvent) => void;
  /** Somebody wants to log a payment for an event. Cancel it to open something else than `<payment-modal>`. */
  "onpayment-open"?: (event: PaymentOpenEvent) => void;
  /** The form was closed. `outcome` is `kept` when no answer came and the payment waits on this device, `unknown` when it could not even be kept; in both cases it may be stored already. */
  "onpayment-close"?: (event: PaymentCloseEvent) => void;
}

/** Our elements by their names. For frameworks with a `JSX` of their own, e.g. React: extend its `IntrinsicElements` by these. */
export interface PaymentElements {
  /** What has been collected for one event, and every entry behind it. */
  "payment-list": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id. */
      "event-id"?: PaymentList["eventId"];
      /** URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given. */
      "endpoint"?: PaymentList["endpoint"];
      /** Seconds from one look for changes to the next, at least 5. 60 unless given; 0 for none. */
      "interval"?: PaymentList["interval"];
      /** Gives the credential. The provider's unless given. Never an attribute. */
      "getToken"?: PaymentList["getToken"];
      /** The page's own `fetch`. The provider's unless given. */
      "fetch"?: PaymentList["fetch"];
      /** The dispatch tool's event id. */
      "eventId"?: PaymentList["eventId"];
    };
  /** The form with which a payment is logged, in a native dialog. */
  "payment-modal": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id, for `open()` without one. */
      "event-id"?: PaymentModal["eventId"];
      /** URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given. */
      "endpoint"?: PaymentModal["endpoint"];
      /** The same as the attribute `open`; `open` itself is the method. */
      "isOpen"?: PaymentModal["isOpen"];
      /** Gives the credential. The provider's unless given. Never an attribute. */
      "getToken"?: PaymentModal["getToken"];
      /** The page's own `fetch`. The provider's unless given. */
      "fetch"?: PaymentModal["fetch"];
      /** The dispatch tool's event id, for `open()` without one. */
      "eventId"?: PaymentModal["eventId"];
    };
  /** Tells every payment element inside it, once, where the server is and who is asking. */
  "payment-provider": AnyElement &
    PaymentEvents & {
      /** URL of the GraphQL endpoint. `/graphql` unless given. */
      "endpoint"?: PaymentProvider["endpoint"];
      /** Gives the credential for each request. Never an attribute: a token does not belong into the markup. Setting it again, also to the same function, fetches everything inside anew. */
      "getToken"?: PaymentProvider["getToken"];
      /** The page's own `fetch`, when it wraps the browser's. */
      "fetch"?: PaymentProvider["fetch"];
    };
  /** Tells the crew whether they may depart, and nothing else: no amount, no patron, not that there is a payment. */
  "payment-state": AnyElement &
    PaymentEvents & {
      /** The dispatch tool's event id. */
      "event-id"?: PaymentState["eventId"];
      /** URL of the GraphQL endpoint. That of the `<payment-provider>` around unless given. */
      "endpoint"?: PaymentState["endpoint"];
      /** Seconds from one check to the next, 5 to 240. 60 unless given. */
      "interval"?: PaymentState["interval"];
      /** Gives the credential. The provider's unless given. Never an attribute. */
      "getToken"?: PaymentState["getToken"];
      /** The page's own `fetch`. The provider's unless given. */
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
