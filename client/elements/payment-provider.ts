import { PaymentProvider } from "../payment-provider/payment-provider.ts";
import { define } from "./define.ts";

define("payment-provider", PaymentProvider);

export type * from "../shared/events.ts";
/** The class of `<payment-provider>`, which this file registers. */
export { PaymentProvider };
