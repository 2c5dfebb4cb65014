const FLAG = "dispatch-payments.waiting";

/** Records whether any payment is kept, so that a page without one does not load the outbox. */
export function raiseFlag(isWaiting: boolean): void {
  try {
    if (isWaiting) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // A browser without storage keeps nothing.
  }
}

/** Whether a payment may be kept. */
export function isFlagRaised(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}
