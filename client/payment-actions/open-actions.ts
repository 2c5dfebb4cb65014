import { closestProvider } from "../payment-provider/closest-provider.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";
import { type ActionRequest, PaymentActions } from "./payment-actions.ts";

const NAME = "payment-actions";

/** Opens the dialog for an entry of a list: the one under its provider, or a new one with the list's own connection. */
export function openActions(list: ConnectedElement, request: ActionRequest): void {
  if (!customElements.get(NAME)) customElements.define(NAME, PaymentActions);
  const place = closestProvider(list) ?? list.renderRoot;
  const found = place.querySelector(NAME);
  const actions = found ?? document.createElement(NAME);
  if (!found) place.append(actions);
  const { endpoint, getToken, fetch } = list;
  Object.assign(actions, { endpoint, getToken, fetch });
  actions.open(request);
}
