/** The classes of the elements, for pages that register them under other names or extend them. */
export { PaymentList } from "./payment-list/payment-list.ts";
export { PaymentModal } from "./payment-modal/payment-modal.ts";
export { PaymentProvider } from "./payment-provider/payment-provider.ts";
export { PaymentState } from "./payment-state/payment-state.ts";
export type * from "./shared/events.ts";
