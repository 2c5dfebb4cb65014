// The provider first: elements inside it look for it as soon as they are upgraded.
import "./payment-provider.ts";
import { PaymentModal } from "../payment-modal/payment-modal.ts";
import { define } from "./define.ts";

define("payment-modal", PaymentModal);

export type * from "../shared/events.ts";
/** The class of `<payment-modal>`, which this file registers. */
export { PaymentModal };
