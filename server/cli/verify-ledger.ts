import { compareHash, type HashComparison, type KeptHash } from "../ledger/verify/compare-hash.ts";
import { isOk, type Verification, verifyLedger } from "../ledger/verify/verify-ledger.ts";
import { groupHash } from "../values/digest.ts";
import { countOf } from "../values/plural.ts";
import { type CommandContext, runCommand, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

const USAGE =
  "Usage: npm run verify-ledger -- (--event ID [--expect SEQUENCE:HASH] | --all) [--json] [--aws]";
const EXIT_FINDINGS = 1;

interface Verified extends Verification {
  eventId: string;
  /** How a kept hash compares; omitted if none was given. */
  expected?: KeptHash & { comparison: HashComparison };
}

await runCommand(
  {
    event: { type: "string" },
    expect: { type: "string" },
    all: { type: "boolean" },
    json: { type: "boolean" },
  },
  async (context, { event, expect, all, json }) => {
    if ((event === undefined) === (all !== true)) throw new UsageError(USAGE);
    const kept = typeof expect === "string" ? readKeptHash(expect) : null;
    if (kept && typeof event !== "string") throw new UsageError(USAGE);
    const eventIds = typeof event === "string" ? [event] : await listEvents(context);
    const verified = await verifyAll(context, eventIds);
    const [first] = verified;
    if (kept && first) {
      const { eventId } = first;
      first.expected = { ...kept, comparison: await compareHash(context, { ...kept, eventId }) };
    }
    console.log(json === true ? toJson(verified) : toText(verified));
    return verified.every(isAsExpected) ? 0 : EXIT_FINDINGS;
  },
);

function hasExpectedHash({ expected }: Verified): boolean {
  return (expected?.comparison.result ?? "same") === "same";
}

function isAsExpected(one: Verified): boolean {
  return isOk(one) && hasExpectedHash(one);
}

function countFindings(one: Verified): number {
  return one.findings.length + (hasExpectedHash(one) ? 0 : 1);
}

/** Reads a sequence number and a hash as a mail shows them: in groups, in any case. */
function readKeptHash(text: string): KeptHash {
  const [, sequence, hash] = /^\s*(\d{1,10})\s*:\s*((?:[0-9a-f]\s*){64})$/i.exec(text) ?? [];
  if (!sequence || !hash) {
    throw new UsageError(
      `--expect needs the sequence number and the whole hash, 64 hexadecimal digits: 12:a1b2…\n${USAGE}`,
    );
  }
  return { sequence: Number(sequence), hash: hash.replace(/\s/g, "").toLowerCase() };
}

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
      progress.show(`Event ${at + 1} of ${eventIds.length}: ${eventId}, ${countOf(entries, "row")}`);
    const result = await verifyLedger({ ...context, onProgress }, eventId);
    if (!result) throw new UsageError(`The event "${eventId}" does not exist.`);
    verified.push({ eventId, ...result });
  }
  progress.clear();
  return verified;
}

function toJson(verified: Verified[]): string {
  const events = verified.map((one) => ({ ...one, ok: isAsExpected(one) }));
  return JSON.stringify({ ok: events.every(({ ok }) => ok), events }, null, 2);
}

function toSentence({ sequence, comparison }: NonNullable<Verified["expected"]>): string {
  const { result, hash } = comparison;
  if (result === "same") return `Number ${sequence} has the expected hash.`;
  if (result === "missing") return `EXPECTED  Number ${sequence} does not exist.`;
  const now = hash === null ? "none that fits its content" : groupHash(hash).replace("\n", " ");
  return `EXPECTED  Number ${sequence} does not have the expected hash. Its hash is ${now}.`;
}

function toText(verified: Verified[]): string {
  const lines = verified.flatMap((one) => [
    `${isAsExpected(one) ? "ok      " : "FINDINGS"}  ${one.eventId}  ${countOf(one.entries, "row")}`,
    ...one.findings.map(
      ({ code, message, paymentId }) => `          ${code}  ${message}${paymentId ? `  ${paymentId}` : ""}`,
    ),
    ...(one.expected ? [`          ${toSentence(one.expected)}`] : []),
  ]);
  const entries = verified.reduce((sum, one) => sum + one.entries, 0);
  const findings = verified.reduce((sum, one) => sum + countFindings(one), 0);
  const counts = [countOf(verified.length, "event"), countOf(entries, "row"), countOf(findings, "finding")];
  return [...lines, `${counts.join(", ")}.`].join("\n");
}
