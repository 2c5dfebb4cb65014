import type { LedgerStore } from "../../server/ledger/ledger-store.ts";

/** Counts the calls that reach a store. */
export interface StoreCalls {
  count: number;
  /** Puts the counter in front of a store. */
  before(store: LedgerStore): LedgerStore;
}

/** A counter at zero. */
export function createStoreCalls(): StoreCalls {
  const calls: StoreCalls = {
    count: 0,
    before: (store) =>
      new Proxy(store, {
        get(target, name, receiver) {
          const member: unknown = Reflect.get(target, name, receiver);
          if (typeof member !== "function") return member;
          return (...given: unknown[]) => {
            calls.count += 1;
            return member.apply(target, given);
          };
        },
      }),
  };
  return calls;
}
