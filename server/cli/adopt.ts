import { adoptRemaining } from "../ledger/adopt/adopt-late-rows.ts";
import type { Entry } from "../ledger/entry.ts";
import { toPaymentId } from "../ledger/ids.ts";
import { walkLedger } from "../ledger/ledger-lines.ts";
import { readingOf, toLedgerLine } from "../ledger/reading.ts";
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
  async (context, { "dry-run": isDry, finish }) => {
    if (isDry === true && finish === true)
      throw new UsageError("--dry-run changes nothing; it cannot --finish.");
    const report = await adoptAll(context, { isDry: isDry === true });
    console.log(toText(report, isDry === true));
    if (finish === true) {
      await context.scan.finishAdoption(context.clock.now().toISOString());
      console.log("Adoption is ended: old rows that appear from now on are findings of verify-ledger.");
    }
    return 0;
  },
);

async function adoptAll(context: CommandContext, { isDry }: { isDry: boolean }): Promise<Report> {
  const progress = createProgress(context.clock);
  const report: Report = { events: 0, rows: 0, remarks: [] };
  for await (const eventId of context.scan.eventsWithEntries()) {
    const { rows, remarks } = await lookAt(context, eventId);
    if (rows === 0) continue;
    report.events += 1;
    report.rows += isDry ? rows : await adoptRemaining(context, eventId);
    report.remarks.push(...remarks);
    progress.show(`${report.events} events, ${report.rows} rows: ${eventId}`);
  }
  progress.clear();
  return report;
}

/** What an event has to adopt, and which of its rows a person should look at. */
async function lookAt(
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
    remarks.push(...whatIsOdd(entry).map((what) => ({ eventId, paymentId, what })));
    rows += 1;
  }
  return { rows, remarks };
}

function whatIsOdd(entry: Entry): string[] {
  return [
    ...(entry.minorUnits === null
      ? [`its amount "${entry.storedAmount}" cannot be represented in ${entry.currency}`]
      : []),
    ...(entry.patron === null ? ["it has no patron"] : []),
    ...(entry.loggedAt === null ? ["its timestamp is none"] : []),
  ];
}

function toText({ events, rows, remarks }: Report, isDry: boolean): string {
  const lines = remarks.map(({ eventId, paymentId, what }) => `${eventId}: ${what}  ${paymentId}`);
  const verb = isDry ? "would be adopted" : "adopted";
  return [...lines, `${rows} rows of ${events} events ${verb}; ${remarks.length} remarks.`].join("\n");
}
