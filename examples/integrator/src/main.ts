import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { dayBefore, formatChange, readChanges } from "./changes.ts";
import { ApiError, type Ask, connect } from "./connection.ts";
import { keepPlace, readPlace } from "./feed-file.ts";
import type { PaymentMethod } from "./generated/graphql.ts";
import { interpretAnswer } from "./interpret-answer.ts";
import { logPayment } from "./log-payment.ts";
import { isSame, sumUpMonth } from "./month.ts";

const USAGE = `Usage, with PAYMENTS_URL and PAYMENTS_KEY in the environment:
  log --key KEY --event ID --patron NAME --amount 125.50 [--method ZELLE] [--reference TEXT] [--received-on 2026-06-14] [--allow-duplicate]
  month 2026-06
  changes [--since 2026-06-14] [--file changes.json] [--every SECONDS]`;

/** Success; a person must look at the result; failure. */
const [FINE, FINDINGS, FAILED] = [0, 1, 2];

const MAX_READS = 3;

const text = { type: "string" } as const;
const OPTIONS = {
  ...{ key: text, event: text, patron: text, amount: text, method: text, reference: text },
  ...{ "received-on": text, "allow-duplicate": { type: "boolean" } as const },
  ...{ since: text, file: text, every: text },
} as const;

type Flags = ReturnType<typeof readWords>["values"];

const readWords = () => parseArgs({ options: OPTIONS, allowPositionals: true });

class UsageError extends Error {}

try {
  const { positionals, values } = readWords();
  process.exitCode = await run(positionals, values);
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  const isUsage = error instanceof UsageError || code?.startsWith("ERR_PARSE_ARGS");
  if (!isUsage && !(error instanceof ApiError)) throw error;
  console.error(isUsage ? `${message}\n${USAGE}` : message);
  process.exitCode = FAILED;
}

async function run([command, month]: string[], flags: Flags): Promise<number> {
  const ask = connect({ url: fromEnvironment("PAYMENTS_URL"), key: fromEnvironment("PAYMENTS_KEY") });
  if (command === "log") return log(ask, flags);
  if (command === "month" && /^\d{4}-\d{2}$/.test(month ?? "")) return checkMonth(ask, month ?? "");
  if (command === "changes") return followChanges(ask, flags);
  throw new UsageError("The commands are log, month and changes.");
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new UsageError(`${name} is not set.`);
}

async function log(ask: Ask, flags: Flags): Promise<number> {
  const { key, event, patron, amount, reference } = flags;
  if (key === undefined || event === undefined || patron === undefined || amount === undefined)
    throw new UsageError("log requires --key, --event, --patron and --amount.");
  const answer = await logPayment(ask, {
    idempotencyKey: key,
    eventId: event,
    patron,
    amount,
    // An unknown method is reported with the other faults.
    method: flags.method as PaymentMethod | undefined,
    reference,
    receivedOn: flags["received-on"],
    allowDuplicate: flags["allow-duplicate"],
  });
  const { next, lines } = interpretAnswer(answer);
  for (const line of lines) console.log(line);
  return { done: FINE, askPerson: FINDINGS, sendLater: FAILED }[next] ?? FAILED;
}

/** A payment may be logged between the list and the totals, so a difference is checked again before it is reported. */
async function checkMonth(ask: Ask, month: string): Promise<number> {
  for (let read = 1; ; read += 1) {
    const sums = await sumUpMonth(ask, month);
    if (!isSame(sums) && read < MAX_READS) continue;
    const { entries, own, texts, uncounted } = sums;
    console.log(`${month}: ${entries} entries, ${texts.join(", ")}`);
    for (const { id, eventId } of uncounted) console.log(`not counted: ${id} of ${eventId}`);
    if (isSame(sums)) return uncounted.length === 0 ? FINE : FINDINGS;
    console.log(
      `The sums differ. Added up here: ${[...own].map(([currency, sum]) => `${sum} ${currency}`).join(", ")}.`,
    );
    return FINDINGS;
  }
}

async function followChanges(ask: Ask, flags: Flags): Promise<number> {
  for (;;) {
    await takeChanges(ask, flags).catch((error: unknown) => {
      const isTriedAgain = flags.every && error instanceof ApiError && error.mayPass;
      if (!isTriedAgain) throw error;
      console.error(error.message);
    });
    if (!flags.every) return FINE;
    await pause(Number(flags.every) * 1000);
  }
}

/** An entry is shown before the place is saved: after a crash it may be shown again, but none is skipped. */
async function takeChanges(ask: Ask, { since, file = "changes.json" }: Flags): Promise<void> {
  const first = { enteredFrom: since ?? dayBefore(new Date(), 2), seen: [] };
  const { entries, next } = await readChanges(ask, (await readPlace(file)) ?? first);
  for (const entry of entries) console.log(formatChange(entry));
  await keepPlace(file, next);
}
