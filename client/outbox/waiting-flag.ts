const FLAG = "dispatch-payments.waiting";

/** Notes whether anything is kept, so that a page on which nothing is need not load what sends it. */
export function raiseFlag(isWaiting: boolean): void {
  try {
    if (isWaiting) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // A browser that keeps nothing has nothing kept.
  }
}

/** Whether something may be kept. */
export function isFlagRaised(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}
