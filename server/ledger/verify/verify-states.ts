import { isDeepStrictEqual } from "node:util";
import { type EntryState, refundState, UNTOUCHED } from "../entry.ts";
import { fromPaymentId } from "../ids.ts";
import { addSums, NO_SUMS, type Sums, splitByPurpose } from "../purposes.ts";
import { lookUpMembers } from "./reversals-and-targets.ts";
import type { EntryMember, Finding } from "./verification-records.ts";
import type { VerifiedLedger } from "./verification-walk.ts";

/** What the entries of a ledger say about the state of each entry that is not untouched, by id. */
export type ExpectedStates = ReadonlyMap<string, Expected>;

interface Expected {
  reversedBy: string | null;
  replacedBy: string | null;
  /** The event to which the payment was moved, where its replacement is. */
  movedTo: string | null;
  refunded: Sums;
}

/** Adds up what happened to entries, from all entries that refer to others. */
export function expectStates(members: ReadonlyMap<string, EntryMember>): ExpectedStates {
  const states = new Map<string, Expected>();
  const stateOf = (id: string) => {
    const state = states.get(id) ?? { reversedBy: null, replacedBy: null, movedTo: null, refunded: NO_SUMS };
    states.set(id, state);
    return state;
  };
  const refund = (id: string, refunded: EntryMember, times: 1 | -1) => {
    const state = stateOf(id);
    state.refunded = addSums(state.refunded, splitByPurpose(refunded), times);
  };
  for (const member of members.values()) {
    const { id, kind, reverses, replaces, movedTo } = member;
    if (reverses !== null && kind === "REFUND") refund(reverses, member, -1);
    if (reverses !== null && kind === "VOID") {
      Object.assign(stateOf(reverses), { reversedBy: id, movedTo });
      const target = members.get(reverses);
      if (target?.kind === "REFUND" && target.reverses !== null) refund(target.reverses, target, 1);
    }
    if (replaces !== null && kind === "PAYMENT") stateOf(replaces).replacedBy = id;
  }
  return states;
}

/** Whether an entry is active, according to the other entries. */
export const isActiveIn = (states: ExpectedStates, id: string): boolean =>
  (states.get(id)?.reversedBy ?? null) === null;

/** Checks the companion of each entry against all entries that refer to others or are referred to. */
export async function checkStates(
  ledger: VerifiedLedger,
  { members, states }: { members: ReadonlyMap<string, EntryMember>; states: ExpectedStates },
): Promise<Finding[]> {
  const fits = async (member: EntryMember) =>
    isDeepStrictEqual(member.state, await toState(ledger, member, states.get(member.id)));
  const odd: EntryMember[] = [];
  for (const member of members.values()) if (!(await fits(member))) odd.push(member);
  const findings: EntryMember[] = [];
  // A reversal may have been logged after its target was read.
  for (const fresh of await lookUpMembers(ledger, new Set(odd.map(({ id }) => id))))
    if (!(await fits(fresh))) findings.push(fresh);
  return findings
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ id, sequence }) => ({
      code: "BESIDE_ALTERED",
      paymentId: id,
      message: `The state kept with entry ${sequence} contradicts the entries.`,
    }));
}

/** The state that fits; null if none does, because a moved payment does not say what replaces it. */
async function toState(
  ledger: VerifiedLedger,
  member: EntryMember,
  expected: Expected | undefined,
): Promise<EntryState | null> {
  if (!expected) return UNTOUCHED;
  const { reversedBy, movedTo, refunded } = expected;
  const replacedBy =
    movedTo === null
      ? expected.replacedBy
      : await findMoved(ledger, { id: member.id, movedTo, claimed: member.state.replacedBy });
  if (movedTo !== null && replacedBy === null) return null;
  const state = { ...refundState(member, refunded), reversedBy, replacedBy };
  if (reversedBy === null) return state;
  return { ...state, status: replacedBy === null ? "VOIDED" : "CORRECTED" };
}

/** The claimed replacement, if it is in the event to which the payment was moved and replaces this one. */
async function findMoved(
  { store, currency, timeZone }: VerifiedLedger,
  { id, movedTo, claimed }: { id: string; movedTo: string; claimed: string | null },
): Promise<string | null> {
  const ref = claimed === null ? null : fromPaymentId(claimed);
  if (ref?.eventId !== movedTo) return null;
  const [line] = await store.readLines([ref]);
  return line?.row.read({ currency, timeZone }).replaces === id ? claimed : null;
}

/** The voids of payments that were counted. */
export const countedVoids = (members: ReadonlyMap<string, EntryMember>): EntryMember[] =>
  [...members.values()].filter(({ kind, reverses }) => {
    const target = kind === "VOID" && reverses !== null ? members.get(reverses) : undefined;
    return target?.kind === "PAYMENT" && target.minorUnits !== null;
  });
