import type { PaymentProvider } from "./payment-provider.ts";

/** The provider that encloses an element, across shadow roots. */
export function closestProvider(element: Element): PaymentProvider | undefined {
  for (let node: Node | null = element; node; node = parentAcrossRoots(node)) {
    if (isProvider(node)) return node;
  }
  return undefined;
}

function parentAcrossRoots(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}

/** Checked by name: a page may contain two copies of the elements, and only one of them can be registered. */
const isProvider = (node: Node): node is PaymentProvider =>
  node instanceof Element && node.localName === "payment-provider" && "connection" in node;
