// A list uses its provider, and opens a modal.
import "./payment-modal.ts";
import { PaymentList } from "../payment-list/payment-list.ts";
import { define } from "./define.ts";

define("payment-list", PaymentList);

export type * from "../shared/events.ts";
/** The class of `<payment-list>`, which this file registers. */
export { PaymentList };
