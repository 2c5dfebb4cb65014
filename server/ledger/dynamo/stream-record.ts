import { type Item, readMap, readText } from "../../table/items.ts";
import type { StreamedChange, StreamRecord } from "../stream.ts";
import { isOurs } from "./items/entry-item.ts";
import { fromMailItem } from "./items/mail-map.ts";
import { readCompanionKey, readEntryKey } from "./keys.ts";

/** A stream record as Lambda and the stream deliver it, limited to what is read. */
interface TableRecord {
  dynamodb?: { SequenceNumber?: string; NewImage?: Item };
}

/** Reads a record of the table's stream. */
export function readStreamRecord(record: StreamRecord): StreamedChange {
  const { SequenceNumber: sequenceNumber = "", NewImage: image } = (record as TableRecord).dynamodb ?? {};
  const [pk, sk] = image ? [readText(image, "pk"), readText(image, "sk")] : [];
  if (!image || !pk || !sk) return { sequenceNumber, mailed: null, legacyRow: null };
  const ref = readCompanionKey({ pk, sk });
  const mailed = ref && { ref, mail: fromMailItem(readMap(image, "mail")) };
  return { sequenceNumber, mailed, legacyRow: isOurs(image) ? null : readEntryKey({ pk, sk }) };
}
