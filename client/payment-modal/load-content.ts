/** Loads what stands in the dialog. Kept apart from the element: most pages show many lists before somebody logs a payment. */
export const loadContent = () => import("./modal-content.ts");

/** Loads it ahead, once the page has nothing better to do: on a quay, the network may be gone by the time it is needed. */
export function prefetchContent(): void {
  const load = () => void loadContent().catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 2_000 });
  else setTimeout(load, 200);
}
