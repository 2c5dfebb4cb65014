import { PaymentList } from "./payment-list/payment-list.ts";
import { PaymentModal } from "./payment-modal/payment-modal.ts";
import { PaymentProvider } from "./payment-provider/payment-provider.ts";
import { PaymentState } from "./payment-state/payment-state.ts";

// The provider comes first: elements inside it look for it as soon as they are upgraded.
define("payment-provider", PaymentProvider);
define("payment-modal", PaymentModal);
define("payment-list", PaymentList);
define("payment-state", PaymentState);

/** A page may well include the file twice; then the first one counts. */
function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
