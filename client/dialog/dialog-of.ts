import { closestProvider } from "../payment-provider/closest-provider.ts";
import type { ConnectedElement } from "../payment-provider/connected-element.ts";

/**
 * The dialog of this name for a list: the one inside its provider, or a new one in the list's shadow root. It uses the
 * connection of the list that opens it.
 */
export function dialogOf<Dialog extends ConnectedElement>(
  list: ConnectedElement,
  { name, from }: { name: string; from: new () => Dialog },
): Dialog {
  if (!customElements.get(name)) customElements.define(name, from);
  const place = closestProvider(list) ?? list.renderRoot;
  const found = place.querySelector<Dialog>(name);
  const dialog = found ?? (document.createElement(name) as Dialog);
  if (!found) place.append(dialog);
  const { endpoint, getToken, fetch } = list;
  return Object.assign(dialog, { endpoint, getToken, fetch });
}
