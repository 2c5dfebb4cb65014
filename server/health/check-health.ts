import type { Clock } from "../clock.ts";
import type { MailCheck } from "../ledger/mail-state.ts";
import { TABLE_SHAPE } from "../table/table-shape.ts";

/** What a look at the table brings. */
export interface TableLook {
  /** What its stream shows, e.g. `NEW_IMAGE`; null while it has none. */
  streamView: string | null;
  /** By which attribute items expire; null when none do. */
  ttlAttribute: string | null;
  indexes: readonly string[];
  /** What time it is there. */
  serviceTime: Date;
}

/** What telling how the deployment is stands on. */
export interface HealthContext {
  /** Throws when the table does not answer. */
  lookAtTable(): Promise<TableLook>;
  /** When the mail that waits longest wanted to be tried; null when none is due. */
  oldestDueMail(now: Date): Promise<{ eventId: string; dueAt: string } | null>;
  /** Whether the mailbox lets us in; null when nobody can be asked. */
  checkMailbox: (() => Promise<MailCheck>) | null;
  ttlAttribute: string;
  /** How long anything may take to answer. */
  patienceMilliseconds: number;
  clock: Clock;
}

/** One thing that was looked at: `unknown` when it could not be looked at here. */
export interface HealthFinding {
  check: "table" | "stream" | "consumer" | "mail" | "clock" | "caller";
  state: "ok" | "failing" | "unknown";
  /** What was seen, in a sentence. */
  detail: string;
}

const SLOW_CONSUMER_SECONDS = 900;
const MOST_SKEW_SECONDS = 5;

/** Looks at everything that a payment and its mail need. What does not answer in time is failing. */
export async function checkHealth(context: HealthContext): Promise<HealthFinding[]> {
  const [table, consumer, mail] = await Promise.all([
    settle(lookAtTable, context),
    settle(lookAtConsumer, context),
    settle(lookAtMail, context),
  ]);
  return [
    ...(table instanceof Error ? [failing("table", table)] : table),
    consumer instanceof Error ? failing("consumer", consumer) : consumer,
    mail instanceof Error ? failing("mail", mail) : mail,
  ];
}

const failing = (check: HealthFinding["check"], error: Error): HealthFinding => ({
  check,
  state: "failing",
  detail: error.message,
});

async function settle<Value>(
  look: (context: HealthContext) => Promise<Value>,
  context: HealthContext,
): Promise<Value | Error> {
  const { patienceMilliseconds } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<Error>((resolve) => {
    const error = new Error(`There was no answer within ${patienceMilliseconds / 1000} seconds.`);
    timer = setTimeout(() => resolve(error), patienceMilliseconds);
  });
  const answer = look(context).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}

async function lookAtTable(context: HealthContext): Promise<HealthFinding[]> {
  const askedAt = context.clock.now();
  const table = await context.lookAtTable();
  const answeredAt = context.clock.now();
  return [tableFinding(table, context), streamFinding(table), clockFinding(table, { askedAt, answeredAt })];
}

function tableFinding(table: TableLook, { ttlAttribute }: HealthContext): HealthFinding {
  const missing = TABLE_SHAPE.indexes.map(({ name }) => name).filter((name) => !table.indexes.includes(name));
  const faults = [
    ...(missing.length > 0 ? [`It lacks the index ${missing.join(", ")}.`] : []),
    ...(table.ttlAttribute === ttlAttribute
      ? []
      : [`Its items expire by ${table.ttlAttribute ?? "no attribute"}, TTL_ATTRIBUTE says ${ttlAttribute}.`]),
  ];
  if (faults.length > 0) return { check: "table", state: "failing", detail: faults.join(" ") };
  return { check: "table", state: "ok", detail: "The table answers, and has its indexes." };
}

function streamFinding({ streamView }: TableLook): HealthFinding {
  const does = TABLE_SHAPE.streamViewsThatDo.some((view) => view === streamView);
  if (does) return { check: "stream", state: "ok", detail: `The stream is on and shows ${streamView}.` };
  const detail =
    streamView === null
      ? "The stream is off: mails leave only by the sweep, some minutes late."
      : `The stream shows ${streamView} instead of ${TABLE_SHAPE.streamView}: mails leave only by the sweep, some minutes late.`;
  return { check: "stream", state: "failing", detail };
}

/** A clock that is off dates payments wrongly, and by five minutes AWS refuses every request. The service tells whole seconds. */
function clockFinding(
  { serviceTime }: TableLook,
  { askedAt, answeredAt }: { askedAt: Date; answeredAt: Date },
): HealthFinding {
  const earliest = serviceTime.getTime();
  const behindMilliseconds = earliest - answeredAt.getTime();
  const aheadMilliseconds = askedAt.getTime() - (earliest + 1000);
  const skewSeconds = Math.round(Math.max(behindMilliseconds, aheadMilliseconds, 0) / 1000);
  const detail = `This clock and that of the table differ by ${skewSeconds} seconds${skewSeconds === 0 ? " at most" : ""}.`;
  return { check: "clock", state: skewSeconds > MOST_SKEW_SECONDS ? "failing" : "ok", detail };
}

async function lookAtConsumer({ oldestDueMail, clock }: HealthContext): Promise<HealthFinding> {
  const now = clock.now();
  const oldest = await oldestDueMail(now);
  if (!oldest) return { check: "consumer", state: "ok", detail: "No mail is overdue." };
  const ageSeconds = Math.max(Math.round((now.getTime() - Date.parse(oldest.dueAt)) / 1000), 0);
  return {
    check: "consumer",
    state: ageSeconds > SLOW_CONSUMER_SECONDS ? "failing" : "ok",
    detail: `The mail that waits longest, of event ${oldest.eventId}, has been due for ${ageSeconds} seconds.`,
  };
}

const NO_MAILBOX = "No mailbox is configured: payments are logged, and say that their mail is off.";

async function lookAtMail({ checkMailbox }: HealthContext): Promise<HealthFinding> {
  if (!checkMailbox)
    return { check: "mail", state: "unknown", detail: "NOTIFY_FUNCTION does not say whom to ask." };
  const mail = await checkMailbox();
  if (mail.result === "accepted")
    return { check: "mail", state: "ok", detail: "The mail server lets us in." };
  // Wanted by some, forgotten by others: it must be seen, but a watch that rang for ever would be switched off.
  if (mail.result === "off") return { check: "mail", state: "unknown", detail: NO_MAILBOX };
  return { check: "mail", state: "failing", detail: `The mail server does not let us in: ${mail.reason}` };
}
