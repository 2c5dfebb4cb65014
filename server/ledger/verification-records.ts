import { readText } from "./attributes.ts";
import type { CompanionRow } from "./companion-items.ts";
import type { Entry } from "./entry.ts";
import { isOurs } from "./entry-items.ts";
import { hashAdopted, hashEntry } from "./hash.ts";
import { toPaymentId } from "./ids.ts";
import { toLedgerLine } from "./ledger-lines.ts";
import type { StoredLine } from "./ledger-store.ts";

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

/** An entry that claims a place in the ledger, with what is needed to judge it. */
export interface Member {
  id: string;
  entry: Entry;
  companion: CompanionRow;
  sequence: number;
  previousHash: string | null;
  storedHash: string | null;
  computedHash: string;
}

/** An entry in a ledger, or why it is none. */
export function toMember(
  stored: StoredLine,
  reading: { currency: string; timeZone: string },
): Member | Finding {
  const { entry } = toLedgerLine(stored, reading);
  const { item, companion } = stored;
  const id = toPaymentId(entry.ref);
  const ours = isOurs(item);
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
  const previousHash = ours ? readText(item, "previous_hash") : companion.previousHash;
  const place = { sequence: companion.sequence, previousHash: previousHash ?? "" };
  return {
    ...{ id, entry, companion, sequence: companion.sequence, previousHash },
    storedHash: ours ? readText(item, "hash") : companion.hash,
    computedHash: ours ? hashEntry(item) : hashAdopted(item, place),
  };
}
