import { createStore, del, get, set, values } from "idb-keyval";
import type { KeptPayment } from "./kept-payment.ts";
import { raiseFlag } from "./waiting-flag.ts";

const NAME = "dispatch-payments";

/** A browser that does not answer must not keep a payment from being sent. */
const GIVE_UP_AFTER_MS = 2_000;

const kept = createStore(NAME, "outbox");
const listeners = new Set<() => void>();
const otherPages = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : undefined;
otherPages?.addEventListener("message", tell);

/** Keeps a payment, or what has become of it. Throws where the browser keeps nothing. */
export async function keep(payment: KeptPayment): Promise<void> {
  await inTime(set(payment.key, payment, kept));
  raiseFlag(true);
  changed();
}

/** Forgets a payment: it is logged, or was discarded by hand. */
export async function forget(key: string): Promise<void> {
  await inTime(del(key, kept));
  raiseFlag((await readAll()).length > 0);
  changed();
}

/** What is kept under a key, if anything still is. */
export async function read(key: string): Promise<KeptPayment | undefined> {
  return inTime(get<KeptPayment>(key, kept));
}

/** All that is kept, in the order in which it was typed. */
export async function readAll(): Promise<KeptPayment[]> {
  const all = await inTime(values<KeptPayment>(kept));
  return all.sort((left, right) => left.keptAt - right.keptAt);
}

/** Calls back whenever something is kept or forgotten, here or on another page. Returns how to stop that. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  otherPages?.postMessage("changed");
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser's storage does not answer.")), GIVE_UP_AFTER_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
