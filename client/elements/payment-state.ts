// The provider first: elements inside it look for it as soon as they are upgraded.
import "./payment-provider.ts";
import { PaymentState } from "../payment-state/payment-state.ts";
import { define } from "./define.ts";

define("payment-state", PaymentState);

export type * from "../shared/events.ts";
/** The class of `<payment-state>`, which this file registers. */
export { PaymentState };
