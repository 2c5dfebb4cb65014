/** Loads what stands in the dialog. Kept apart from the element: most pages show many lists before somebody logs a payment. */
export const loadContent = () => import("./modal-content.ts");

/** Loads what shows payments that are kept on the device. */
export const loadWaitingList = () => import("../outbox/waiting-list.ts");

/** Loads both ahead, once the page has nothing better to do: on a quay, the network may be gone by the time it is needed. */
export function prefetchContent(): void {
  const load = () => void Promise.all([loadContent(), loadWaitingList()]).catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 2_000 });
  else setTimeout(load, 200);
}
