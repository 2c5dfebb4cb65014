import type { EntryRef } from "../entry.ts";
import { walkLedger } from "../ledger-lines.ts";
import { type MailState, mailOff, pendingMail } from "../mail-state.ts";
import { hasTotals } from "../reading.ts";
import type { StoredLine } from "../stored-line.ts";
import type { TableScan } from "../table-scan.ts";
import { type AdoptionContext, adoptEvent, planAdoption } from "./adopt-event.ts";

const ROWS_PER_TRANSACTION = 40;

/**
 * Adopts a row that a legacy handler has just written, with a mail about it. Once adoption is finished, the row is left as
 * it is and becomes a finding. Harmless to repeat.
 */
export async function adoptLateRow(
  context: AdoptionContext & { scan: TableScan },
  ref: EntryRef,
): Promise<void> {
  if ((await context.scan.adoptionFinishedAt()) !== null) return;
  const now = context.clock.now();
  const mail = pendingMail(now.toISOString());
  for (;;) {
    const [[snapshot], [line]] = await Promise.all([
      context.store.readEvents([ref.eventId]),
      context.store.readLines([ref]),
    ]);
    if (!snapshot || !line || line.companion || !hasTotals(snapshot.head)) return;
    const commit = planAdoption(context, { snapshot, lines: [line], isComplete: true, mail, now });
    if ((await context.store.commitAdoption(commit)) === "written") return;
  }
}

/** Adopts all remaining legacy rows of an event and returns their number. */
export async function adoptRemaining(context: AdoptionContext, eventId: string): Promise<number> {
  const before = await context.store.readEvents([eventId]);
  const snapshot = await adoptEvent(context, eventId);
  let adopted = (snapshot.head?.sequence ?? 0) - (before[0]?.head?.sequence ?? 0);
  let batch: StoredLine[] = [];
  const flush = async () => {
    adopted += await adoptBatch(context, { eventId, lines: batch, mail: LATE_OFF });
    batch = [];
  };
  for await (const line of walkLedger(context.store, eventId)) {
    if (line.companion === null && !line.row.isOurs) batch.push(line);
    if (batch.length === ROWS_PER_TRANSACTION) await flush();
  }
  if (batch.length > 0) await flush();
  return adopted;
}

const LATE_OFF = mailOff("It was logged by a legacy handler and adopted later.");

async function adoptBatch(
  context: AdoptionContext,
  { eventId, lines, mail }: { eventId: string; lines: StoredLine[]; mail: MailState },
): Promise<number> {
  for (;;) {
    const refs = lines.map(({ row }) => row.ref);
    const [[snapshot], fresh] = await Promise.all([
      context.store.readEvents([eventId]),
      context.store.readLines(refs),
    ]);
    const open = fresh.filter((line) => line !== null && line.companion === null);
    if (!snapshot || open.length === 0) return 0;
    const step = { snapshot, lines: open as StoredLine[], isComplete: true, mail, now: context.clock.now() };
    const commit = planAdoption(context, step);
    if ((await context.store.commitAdoption(commit)) === "written") return commit.rows.length;
  }
}
