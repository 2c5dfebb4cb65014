// A list looks for a provider around it, and opens a modal.
import "./payment-modal.ts";
import { PaymentList } from "../payment-list/payment-list.ts";
import { define } from "./define.ts";

define("payment-list", PaymentList);

export type * from "../shared/events.ts";
/** The class behind `<payment-list>`, which this file registers. */
export { PaymentList };
