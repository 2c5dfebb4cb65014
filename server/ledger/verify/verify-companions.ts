import type { EntryStatus } from "../entry.ts";
import type { Finding, Member } from "./verification-records.ts";

/** Whether the companion of an entry is consistent and shows no change. */
export const isUntouched = (member: Member): boolean => fits(member, UNTOUCHED);

/** Checks the companion of each entry against all entries that refer to others or are referred to. */
export function checkCompanions(members: ReadonlyMap<string, Member>): Finding[] {
  const expected = expectedStates(members);
  return [...members.values()]
    .sort((a, b) => a.sequence - b.sequence)
    .filter((member) => !fits(member, expected.get(member.id) ?? UNTOUCHED))
    .map(({ id, sequence }) => ({
      code: "ALTERED",
      paymentId: id,
      message: `The record kept with entry ${sequence} contradicts the entries.`,
    }));
}

interface Expected {
  isVoided: boolean;
  isReplaced: boolean;
  refundedMinorUnits: number;
}

const UNTOUCHED: Expected = { isVoided: false, isReplaced: false, refundedMinorUnits: 0 };

function expectedStates(members: ReadonlyMap<string, Member>): Map<string, Expected> {
  const states = new Map<string, Expected>();
  const stateOf = (id: string) => {
    const state = states.get(id) ?? { ...UNTOUCHED };
    states.set(id, state);
    return state;
  };
  for (const { kind, reverses, replaces, minorUnits } of members.values()) {
    if (reverses !== null && kind === "REFUND") stateOf(reverses).refundedMinorUnits -= minorUnits ?? 0;
    if (reverses !== null && kind === "VOID") {
      stateOf(reverses).isVoided = true;
      const target = members.get(reverses);
      if (target?.kind === "REFUND" && target.reverses !== null) {
        stateOf(target.reverses).refundedMinorUnits += target.minorUnits ?? 0;
      }
    }
    if (replaces !== null) stateOf(replaces).isReplaced = true;
  }
  return states;
}

/** A replacement may be in another event, so a corrected entry is recognized only by its own mark. */
function fits(
  { minorUnits, state }: Member,
  { isVoided, isReplaced, refundedMinorUnits }: Expected,
): boolean {
  const partly = refundedMinorUnits < (minorUnits ?? 0) ? "PARTIALLY_REFUNDED" : "REFUNDED";
  const allowed: EntryStatus[] = isVoided
    ? ["VOIDED", "CORRECTED"]
    : [refundedMinorUnits === 0 ? "RECORDED" : partly];
  const isMarked = state.status === "CORRECTED" ? state.isReplaced : !isReplaced;
  return (
    allowed.includes(state.status) &&
    isMarked &&
    state.refundedMinorUnits === refundedMinorUnits &&
    state.minorUnits === minorUnits &&
    state.isReversed === isVoided
  );
}

/** The voids of payments that were counted. */
export const countedVoids = (members: ReadonlyMap<string, Member>): Member[] =>
  [...members.values()].filter(({ kind, reverses }) => {
    const target = kind === "VOID" && reverses !== null ? members.get(reverses) : undefined;
    return target?.kind === "PAYMENT" && target.minorUnits !== null;
  });
