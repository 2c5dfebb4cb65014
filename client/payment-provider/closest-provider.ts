import { PaymentProvider } from "./payment-provider.ts";

/** The provider around an element, also when shadow roots lie between them. */
export function closestProvider(element: Element): PaymentProvider | undefined {
  for (let node: Node | null = element; node; node = parentAcrossRoots(node)) {
    if (node instanceof PaymentProvider) return node;
  }
  return undefined;
}

function parentAcrossRoots(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}
