import "./elements/payment-provider.ts";
import "./elements/payment-modal.ts";
import "./elements/payment-list.ts";
import "./elements/payment-state.ts";
