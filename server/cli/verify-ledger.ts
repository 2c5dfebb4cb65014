import { type Verification, verifyLedger } from "../ledger/verify/verify-ledger.ts";
import { countOf } from "../values/plural.ts";
import { type CommandContext, runCommand, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

const USAGE = "Usage: npm run verify-ledger -- (--event ID | --all) [--json] [--aws]";
const EXIT_FINDINGS = 1;

interface Verified extends Verification {
  eventId: string;
}

await runCommand(
  { event: { type: "string" }, all: { type: "boolean" }, json: { type: "boolean" } },
  async (context, { event, all, json }) => {
    if ((event === undefined) === (all !== true)) throw new UsageError(USAGE);
    const eventIds = typeof event === "string" ? [event] : await listEvents(context);
    const verified = await verifyAll(context, eventIds);
    console.log(json === true ? toJson(verified) : toText(verified));
    return verified.some(({ findings }) => findings.length > 0) ? EXIT_FINDINGS : 0;
  },
);

/** Finds events by their rows, so that an event whose head was removed is verified, too. */
async function listEvents({ scan }: CommandContext): Promise<string[]> {
  const eventIds: string[] = [];
  for await (const eventId of scan.eventsWithEntries()) eventIds.push(eventId);
  return eventIds.sort();
}

async function verifyAll(context: CommandContext, eventIds: string[]): Promise<Verified[]> {
  const progress = createProgress(context.clock);
  const verified: Verified[] = [];
  for (const [at, eventId] of eventIds.entries()) {
    const onProgress = (entries: number) =>
      progress.show(
        `Event ${at + 1} of ${eventIds.length}: ${eventId}, ${countOf(entries, "entry", "entries")}`,
      );
    const result = await verifyLedger({ ...context, onProgress }, eventId);
    if (!result) throw new UsageError(`The event "${eventId}" does not exist.`);
    verified.push({ eventId, ...result });
  }
  progress.clear();
  return verified;
}

function toJson(verified: Verified[]): string {
  const events = verified.map((one) => ({ ...one, ok: one.findings.length === 0 }));
  return JSON.stringify({ ok: events.every(({ ok }) => ok), events }, null, 2);
}

function toText(verified: Verified[]): string {
  const lines = verified.flatMap(({ eventId, entries, findings }) => [
    `${findings.length === 0 ? "ok      " : "FINDINGS"}  ${eventId}  ${countOf(entries, "entry", "entries")}`,
    ...findings.map(
      ({ code, message, paymentId }) => `          ${code}  ${message}${paymentId ? `  ${paymentId}` : ""}`,
    ),
  ]);
  const entries = verified.reduce((sum, one) => sum + one.entries, 0);
  const findings = verified.reduce((sum, one) => sum + one.findings.length, 0);
  const counts = [
    countOf(verified.length, "event"),
    countOf(entries, "entry", "entries"),
    countOf(findings, "finding"),
  ];
  return [...lines, `${counts.join(", ")}.`].join("\n");
}
