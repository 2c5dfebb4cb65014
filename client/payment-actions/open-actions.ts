import { dialogOf } from "../dialog/dialog-of.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { type ActionRequest, PaymentActions } from "./payment-actions.ts";

/** Opens the dialog for an entry of a list: the one under its provider, or a new one with the list's own connection. */
export function openActions(list: ConnectedElement, request: ActionRequest): void {
  dialogOf(list, { name: "payment-actions", from: PaymentActions }).open(request);
}
