import { isDeepStrictEqual } from "node:util";
import { type Entry, type EntryState, stateOf, UNTOUCHED } from "../entry.ts";
import { toPaymentId } from "../ids.ts";
import { toLedgerLine } from "../reading.ts";
import { termsInForce } from "../record.ts";
import type { CompanionRecord, StoredLine, StoredRecord } from "../stored-line.ts";

/** Codes of findings in a ledger: `LedgerFindingCode` in the schema. */
type FindingCode =
  | "ALTERED"
  | "REMOVED"
  | "INSERTED"
  | "TOTAL_MISMATCH"
  | "SEQUENCE_GAP"
  | "UNADOPTED"
  | "UNREPRESENTABLE"
  | "BESIDE_ALTERED"
  | "NEWER";

/** One inconsistency in a ledger. */
export interface Finding {
  code: FindingCode;
  /** Null if the finding concerns the ledger as a whole, or a record. */
  paymentId: string | null;
  message: string;
}

/** Whether a finding casts no doubt on the ledger: only a newer version can judge it. */
export const isHarmless = ({ code }: Finding): boolean => code === "NEWER";

type JudgedOfEntry =
  | "minorUnits"
  | "parts"
  | "storedAmount"
  | "method"
  | "reverses"
  | "replaces"
  | "movedTo"
  | "number"
  | "loggedAt"
  | "currency"
  | "totalAfterMinorUnits";

/** What the checks know of any row in a chain, reduced to what they need, because some have to be kept in memory. */
interface Link {
  id: string;
  suffix: string;
  /** The number of rows before it in key order. */
  place: number;
  sequence: number;
  previousHash: string | null;
  storedHash: string | null;
  /** Whether its hash matches its content. */
  isIntact: boolean;
  /** Whether it holds something that this version does not know. */
  isNewer: boolean;
  /** The attributes of its companion that differ from what it says; none if it is altered itself. */
  besideDifferences: string[];
}

/** An entry that claims a place in the ledger. */
export interface EntryMember extends Pick<Entry, JudgedOfEntry>, Link {
  kind: Entry["kind"];
  isAdopted: boolean;
  /** When it was adopted; null for our own. */
  adoptedAt: string | null;
  state: EntryState;
  /** The folded reference of a payment, as its companion keeps it. */
  referenceFolded: string | null;
}

/** A record that claims a place in the ledger. */
export interface RecordMember extends Link {
  kind: "RECORD";
  isAdopted: false;
  currency: string | null;
  loggedAt: string | null;
  /** The terms that it puts in force. */
  terms: ReturnType<typeof termsInForce> | null;
}

/** A row that claims a place in the ledger. */
export type Member = EntryMember | RecordMember;

/** Whether a member is an entry. */
export const isEntry = (member: Member): member is EntryMember => member.kind !== "RECORD";

/** Whether the companion of an entry shows no change. */
export const isUntouched = ({ state }: EntryMember): boolean => isDeepStrictEqual(state, UNTOUCHED);

/** The name of a member in a message. */
export const nameOf = (member: Pick<Member, "kind" | "sequence">) =>
  `${member.kind === "RECORD" ? "Record" : "Entry"} ${member.sequence}`;

/** The id by which a finding names a member. Only entries have one that callers know. */
export const idIn = ({ kind, id }: Pick<Member, "kind" | "id">) => (kind === "RECORD" ? null : id);

/** An entry in a ledger, or the finding why it does not belong to it. */
export function toMember(
  stored: StoredLine,
  reading: { currency: string; timeZone: string; place: number },
): EntryMember | Finding {
  const { entry } = toLedgerLine(stored, reading);
  const { row, companion } = stored;
  const id = toPaymentId(entry.ref);
  if (!companion && !row.isOurs) {
    return {
      code: "UNADOPTED",
      paymentId: id,
      message: "A legacy handler wrote this row. It is not adopted into the ledger.",
    };
  }
  if (!companion || (!row.isOurs && companion.hash === null && !companion.adopted)) return inserted(id);
  const sequence = row.isOurs ? (row.sequence ?? 0) : companion.sequence;
  const previousHash = row.isOurs ? row.previousHash : companion.previousHash;
  const storedHash = row.isOurs ? row.hash : companion.hash;
  const isIntact = storedHash !== null && row.computeHash(toFacts(companion)) === storedHash;
  return {
    ...judgedOf(entry),
    ...{ id, suffix: entry.ref.suffix, place: reading.place, sequence, previousHash, storedHash },
    isIntact,
    isNewer: row.isNewer(),
    isAdopted: !row.isOurs,
    adoptedAt: row.isOurs ? null : companion.enteredAt,
    referenceFolded: companion.referenceFolded,
    state: stateOf(companion),
    besideDifferences: isIntact ? companion.findDifferences(entry) : [],
  };
}

/** A record in a ledger, or the finding why it does not belong to it. */
export function toRecordMember(
  { row, companion }: { row: StoredRecord; companion: CompanionRecord | null },
  place: number,
): RecordMember | Finding {
  if (!companion) return inserted(null);
  const record = row.read();
  const isIntact = row.hash !== null && row.computeHash() === row.hash;
  return {
    kind: "RECORD",
    isAdopted: false,
    id: toPaymentId(row.ref),
    suffix: row.ref.suffix,
    place,
    sequence: row.sequence ?? 0,
    previousHash: row.previousHash,
    storedHash: row.hash,
    isIntact,
    isNewer: row.isNewer(),
    currency: record?.currency ?? null,
    loggedAt: record?.loggedAt ?? companion.loggedAt,
    terms: record ? termsInForce(record) : null,
    besideDifferences: record && isIntact ? companion.findDifferences(record) : [],
  };
}

const inserted = (paymentId: string | null): Finding => ({
  code: "INSERTED",
  paymentId,
  message: "This row was not logged through the ledger.",
});

function judgedOf(entry: Entry): Pick<Entry, JudgedOfEntry | "kind"> {
  const { kind, minorUnits, parts, storedAmount, method, reverses, replaces, movedTo } = entry;
  const { number, loggedAt, currency, totalAfterMinorUnits } = entry;
  return {
    ...{ kind, minorUnits, parts, storedAmount, method, reverses, replaces, movedTo },
    ...{ number, loggedAt, currency, totalAfterMinorUnits },
  };
}

/** What the adoption of a legacy row kept in its companion, which the hash covers. */
const toFacts = (companion: CompanionRecord) => ({
  ...companion,
  previousHash: companion.previousHash ?? "",
});
