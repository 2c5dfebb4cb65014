import type { Companion, Entry } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import { toLedgerLine } from "../reading.ts";
import type { StoredLine } from "../stored-line.ts";

/** Codes of findings in a ledger: `LedgerFindingCode` in the schema. */
type FindingCode =
  | "ALTERED"
  | "REMOVED"
  | "INSERTED"
  | "TOTAL_MISMATCH"
  | "SEQUENCE_GAP"
  | "UNADOPTED"
  | "UNREPRESENTABLE";

/** One inconsistency in a ledger. */
export interface Finding {
  code: FindingCode;
  /** Null if the finding concerns the ledger as a whole. */
  paymentId: string | null;
  message: string;
}

type JudgedOfEntry =
  | "kind"
  | "minorUnits"
  | "storedAmount"
  | "method"
  | "reverses"
  | "replaces"
  | "totalAfterMinorUnits";

/** The part of a companion that entries can contradict. */
interface KeptState extends Pick<Companion, "status" | "refundedMinorUnits"> {
  minorUnits: number | null;
  isReversed: boolean;
  isReplaced: boolean;
}

/** An entry that claims a place in the ledger, reduced to what the checks need, because some have to be kept in memory. */
export interface Member extends Pick<Entry, JudgedOfEntry> {
  id: string;
  /** The number of rows before it in key order. */
  place: number;
  sequence: number;
  isAdopted: boolean;
  state: KeptState;
  previousHash: string | null;
  storedHash: string | null;
  /** Whether its hash matches its content. */
  isIntact: boolean;
}

/** An entry in a ledger, or the finding why it does not belong to it. */
export function toMember(
  stored: StoredLine,
  reading: { currency: string; timeZone: string; place: number },
): Member | Finding {
  const { entry } = toLedgerLine(stored, reading);
  const { row, companion } = stored;
  const id = toPaymentId(entry.ref);
  const ours = row.isOurs;
  if (!companion && !ours) {
    return {
      code: "UNADOPTED",
      paymentId: id,
      message: "A legacy handler wrote this row. It is not adopted into the ledger.",
    };
  }
  if (!companion || ours === companion.adopted || entry.sequence !== companion.sequence) {
    return { code: "INSERTED", paymentId: id, message: "This row was not logged through the ledger." };
  }
  const { sequence } = companion;
  const previousHash = ours ? row.previousHash : companion.previousHash;
  const storedHash = ours ? row.hash : companion.hash;
  const computed = row.computeHash({ sequence, previousHash: previousHash ?? "" });
  const { kind, minorUnits, storedAmount, method, reverses, replaces, totalAfterMinorUnits } = entry;
  return {
    ...{ kind, minorUnits, storedAmount, method, reverses, replaces, totalAfterMinorUnits },
    ...{ id, place: reading.place, sequence, isAdopted: companion.adopted, previousHash, storedHash },
    state: {
      status: companion.status,
      refundedMinorUnits: companion.refundedMinorUnits,
      minorUnits: companion.minorUnits,
      isReversed: companion.reversedBy !== null,
      isReplaced: companion.replacedBy !== null,
    },
    isIntact: computed === storedHash,
  };
}
