import { createStore, del, get, set, values } from "idb-keyval";
import type { KeptPayment } from "./kept-payment.ts";
import { raiseFlag } from "./waiting-flag.ts";

const NAME = "dispatch-payments";

/** A browser that does not respond must not prevent a payment from being sent. */
const GIVE_UP_AFTER_MS = 2_000;

const kept = createStore(NAME, "outbox");
const listeners = new Set<() => void>();
const otherPages = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : undefined;
otherPages?.addEventListener("message", notifyListeners);

/** Stores a payment, or its new state. Throws if the browser cannot store anything. */
export async function keep(payment: KeptPayment): Promise<void> {
  await inTime(set(payment.key, payment, kept));
  raiseFlag(true);
  changed();
}

/** Deletes a payment: it is logged, or was discarded by a person. */
export async function forget(key: string): Promise<void> {
  await inTime(del(key, kept));
  raiseFlag((await readAll()).length > 0);
  changed();
}

/** The payment under a key, if it is still stored. */
export async function read(key: string): Promise<KeptPayment | undefined> {
  return inTime(get<KeptPayment>(key, kept));
}

/** All stored payments, in the order in which they were typed. */
export async function readAll(): Promise<KeptPayment[]> {
  const all = await inTime(values<KeptPayment>(kept));
  return all.sort((left, right) => left.keptAt - right.keptAt);
}

/** Calls back whenever a payment is stored or deleted, on this page or another. Returns a function that unsubscribes. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  otherPages?.postMessage("changed");
  notifyListeners();
}

function notifyListeners(): void {
  for (const listener of listeners) listener();
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser's storage does not respond.")), GIVE_UP_AFTER_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
