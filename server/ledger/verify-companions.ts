import type { EntryStatus } from "./entry.ts";
import type { Finding, Member } from "./verification-records.ts";

/** Checks what is kept beside each entry against what the entries themselves say. */
export function checkCompanions(members: Member[]): Finding[] {
  const expected = expectedStates(members);
  return members
    .filter((member) => !fits(member, expected.get(member.id)))
    .map(({ id, sequence }) => ({
      code: "ALTERED",
      paymentId: id,
      message: `What is kept beside entry ${sequence} does not fit the entries.`,
    }));
}

interface Expected {
  isVoided: boolean;
  isReplaced: boolean;
  refundedMinorUnits: number;
}

function expectedStates(members: Member[]): Map<string, Expected> {
  const states = new Map<string, Expected>();
  const stateOf = (id: string) => {
    const state = states.get(id) ?? { isVoided: false, isReplaced: false, refundedMinorUnits: 0 };
    states.set(id, state);
    return state;
  };
  const byId = new Map(members.map((member) => [member.id, member.entry]));
  for (const { entry } of members) {
    if (entry.reverses !== null && entry.kind === "REFUND") {
      stateOf(entry.reverses).refundedMinorUnits -= entry.minorUnits ?? 0;
    }
    if (entry.reverses !== null && entry.kind === "VOID") {
      stateOf(entry.reverses).isVoided = true;
      const target = byId.get(entry.reverses);
      if (target?.kind === "REFUND" && target.reverses !== null) {
        stateOf(target.reverses).refundedMinorUnits += target.minorUnits ?? 0;
      }
    }
    if (entry.replaces !== null) stateOf(entry.replaces).isReplaced = true;
  }
  return states;
}

/** A replacement may stand in another event, so a corrected entry is known by its own mark alone. */
function fits({ entry, companion }: Member, expected: Expected | undefined): boolean {
  const refunded = expected?.refundedMinorUnits ?? 0;
  const isVoided = expected?.isVoided ?? false;
  const allowed: EntryStatus[] = isVoided
    ? ["VOIDED", "CORRECTED"]
    : [refunded === 0 ? "RECORDED" : refunded < (entry.minorUnits ?? 0) ? "PARTIALLY_REFUNDED" : "REFUNDED"];
  const isMarked = companion.status === "CORRECTED" ? companion.replacedBy !== null : !expected?.isReplaced;
  return (
    allowed.includes(companion.status) &&
    isMarked &&
    companion.refundedMinorUnits === refunded &&
    companion.minorUnits === entry.minorUnits &&
    (companion.reversedBy !== null) === isVoided
  );
}
