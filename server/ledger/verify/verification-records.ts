import type { Companion, Entry } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import { toLedgerLine } from "../reading.ts";
import type { StoredLine } from "../stored-line.ts";

/** What can be found in a ledger; the schema's `LedgerFindingCode`. */
type FindingCode =
  | "ALTERED"
  | "REMOVED"
  | "INSERTED"
  | "TOTAL_MISMATCH"
  | "SEQUENCE_GAP"
  | "UNADOPTED"
  | "UNREPRESENTABLE";

/** One thing that does not fit. */
export interface Finding {
  code: FindingCode;
  /** Null when it is about the ledger as a whole. */
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

/** What is kept beside an entry, as far as entries can contradict it. */
interface KeptState extends Pick<Companion, "status" | "refundedMinorUnits"> {
  minorUnits: number | null;
  isReversed: boolean;
  isReplaced: boolean;
}

/** An entry that claims a place in the ledger, with what is needed to judge it and no more: some have to be remembered. */
export interface Member extends Pick<Entry, JudgedOfEntry> {
  id: string;
  /** How many rows stand before it in key order. */
  place: number;
  sequence: number;
  isAdopted: boolean;
  state: KeptState;
  previousHash: string | null;
  storedHash: string | null;
  /** Whether its content gives its hash. */
  isWhole: boolean;
}

/** An entry in a ledger, or why it is none. */
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
      message: "An older handler wrote this row; it is not in the ledger.",
    };
  }
  if (!companion || ours === companion.adopted || entry.sequence !== companion.sequence) {
    return { code: "INSERTED", paymentId: id, message: "Nobody logged this row through the ledger." };
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
    isWhole: computed === storedHash,
  };
}
