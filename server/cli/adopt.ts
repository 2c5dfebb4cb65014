import { adoptRemaining } from "../ledger/adopt/adopt-late-rows.ts";
import type { Entry } from "../ledger/entry.ts";
import { toPaymentId } from "../ledger/ids.ts";
import { walkLedger } from "../ledger/ledger-lines.ts";
import { readingOf, toLedgerLine } from "../ledger/reading.ts";
import { countOf } from "../values/plural.ts";
import { type CommandContext, runCommand, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

interface Remark {
  eventId: string;
  paymentId: string;
  what: string;
}

interface Report {
  events: number;
  rows: number;
  remarks: Remark[];
}

await runCommand(
  { "dry-run": { type: "boolean" }, finish: { type: "boolean" } },
  async (context, { "dry-run": isDryRun, finish }) => {
    if (isDryRun === true && finish === true)
      throw new UsageError("--finish cannot be combined with --dry-run.");
    const report = await adoptAll(context, { isDryRun: isDryRun === true });
    console.log(toText(report, isDryRun === true));
    if (finish === true) {
      await context.scan.finishAdoption(context.clock.now().toISOString());
      console.log("Adoption is finished: verify-ledger reports legacy rows that appear from now on.");
    }
    return 0;
  },
);

async function adoptAll(context: CommandContext, { isDryRun }: { isDryRun: boolean }): Promise<Report> {
  const progress = createProgress(context.clock);
  const report: Report = { events: 0, rows: 0, remarks: [] };
  for await (const eventId of context.scan.eventsWithEntries()) {
    const { rows, remarks } = await inspect(context, eventId);
    if (rows === 0) continue;
    report.events += 1;
    report.rows += isDryRun ? rows : await adoptRemaining(context, eventId);
    report.remarks.push(...remarks);
    progress.show(`${countOf(report.events, "event")}, ${countOf(report.rows, "row")}: ${eventId}`);
  }
  progress.clear();
  return report;
}

/** The number of rows to adopt in an event, and those that a person should check. */
async function inspect(
  context: CommandContext,
  eventId: string,
): Promise<{ rows: number; remarks: Remark[] }> {
  const [snapshot] = await context.store.readEvents([eventId]);
  if (!snapshot) return { rows: 0, remarks: [] };
  const reading = readingOf(snapshot, context);
  const remarks: Remark[] = [];
  let rows = 0;
  for await (const stored of walkLedger(context.store, eventId)) {
    if (stored.row.isOurs || stored.companion) continue;
    const { entry } = toLedgerLine(stored, reading);
    const paymentId = toPaymentId(entry.ref);
    remarks.push(...findOddities(entry).map((what) => ({ eventId, paymentId, what })));
    rows += 1;
  }
  return { rows, remarks };
}

function findOddities(entry: Entry): string[] {
  return [
    ...(entry.minorUnits === null
      ? [`the amount "${entry.storedAmount}" cannot be represented in ${entry.currency}`]
      : []),
    ...(entry.patron === null ? ["no patron"] : []),
    ...(entry.loggedAt === null ? ["no readable timestamp"] : []),
  ];
}

function toText({ events, rows, remarks }: Report, isDryRun: boolean): string {
  const lines = remarks.map(({ eventId, paymentId, what }) => `${eventId}: ${what}  ${paymentId}`);
  const verb = isDryRun ? "would be adopted" : "adopted";
  const summary = `${countOf(rows, "row")} of ${countOf(events, "event")} ${verb}; ${countOf(remarks.length, "remark")}.`;
  return [...lines, summary].join("\n");
}
