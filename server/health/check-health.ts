import type { Clock } from "../clock.ts";
import type { MailCheck } from "../ledger/mail-state.ts";
import { TABLE_SHAPE } from "../table/table-shape.ts";

/** The state of the table. */
export interface TableStatus {
  /** The stream view, e.g. `NEW_IMAGE`; null if the table has no stream. */
  streamView: string | null;
  /** The attribute by which items expire; null if there is none. */
  ttlAttribute: string | null;
  indexes: readonly string[];
  /** The time according to the service. */
  serviceTime: Date;
}

/** What the health checks need. */
export interface HealthContext {
  /** Throws if the table does not answer. */
  readTableStatus(): Promise<TableStatus>;
  /** The pending mail that has been due longest; null if none is due. */
  oldestDueMail(now: Date): Promise<{ eventId: string; dueAt: string } | null>;
  /** Whether the mail server accepts our credentials; null if it cannot be checked here. */
  checkMailbox: (() => Promise<MailCheck>) | null;
  ttlAttribute: string;
  /** The time limit of each check. */
  timeoutMilliseconds: number;
  clock: Clock;
}

/** The result of one check: `unknown` if it cannot be checked here. */
export interface HealthFinding {
  check: "table" | "stream" | "consumer" | "mail" | "clock" | "caller";
  state: "ok" | "failing" | "unknown";
  /** The result in a sentence. */
  detail: string;
}

const SLOW_CONSUMER_SECONDS = 900;
const MAX_SKEW_SECONDS = 5;

/** Checks everything that a payment and its mail need. A check without an answer in time fails. */
export async function checkHealth(context: HealthContext): Promise<HealthFinding[]> {
  const [table, consumer, mail] = await Promise.all([
    settle(checkTable, context),
    settle(checkConsumer, context),
    settle(checkMail, context),
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
  check: (context: HealthContext) => Promise<Value>,
  context: HealthContext,
): Promise<Value | Error> {
  const { timeoutMilliseconds } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<Error>((resolve) => {
    const error = new Error(`No answer within ${timeoutMilliseconds / 1000} s.`);
    timer = setTimeout(() => resolve(error), timeoutMilliseconds);
  });
  const answer = check(context).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}

async function checkTable(context: HealthContext): Promise<HealthFinding[]> {
  const askedAt = context.clock.now();
  const table = await context.readTableStatus();
  const answeredAt = context.clock.now();
  return [tableFinding(table, context), streamFinding(table), clockFinding(table, { askedAt, answeredAt })];
}

function tableFinding(table: TableStatus, { ttlAttribute }: HealthContext): HealthFinding {
  const missing = TABLE_SHAPE.indexes.map(({ name }) => name).filter((name) => !table.indexes.includes(name));
  const faults = [
    ...(missing.length > 0
      ? [`The table lacks the ${missing.length === 1 ? "index" : "indexes"} ${missing.join(", ")}.`]
      : []),
    ...(table.ttlAttribute === ttlAttribute
      ? []
      : [`Items expire by ${table.ttlAttribute ?? "no attribute"}, but TTL_ATTRIBUTE is ${ttlAttribute}.`]),
  ];
  if (faults.length > 0) return { check: "table", state: "failing", detail: faults.join(" ") };
  return { check: "table", state: "ok", detail: "The table answers and has all indexes." };
}

function streamFinding({ streamView }: TableStatus): HealthFinding {
  const isAccepted = TABLE_SHAPE.acceptedStreamViews.some((view) => view === streamView);
  if (isAccepted)
    return { check: "stream", state: "ok", detail: `The stream is on and shows ${streamView}.` };
  const detail =
    streamView === null
      ? "The stream is off: mails are sent only by the sweep, some minutes late."
      : `The stream shows ${streamView} instead of ${TABLE_SHAPE.streamView}: mails are sent only by the sweep, some minutes late.`;
  return { check: "stream", state: "failing", detail };
}

/** A wrong clock misdates payments; from five minutes on, AWS refuses every request. The service reports whole seconds. */
function clockFinding(
  { serviceTime }: TableStatus,
  { askedAt, answeredAt }: { askedAt: Date; answeredAt: Date },
): HealthFinding {
  const earliest = serviceTime.getTime();
  const behindMilliseconds = earliest - answeredAt.getTime();
  const aheadMilliseconds = askedAt.getTime() - (earliest + 1000);
  const skewSeconds = Math.round(Math.max(behindMilliseconds, aheadMilliseconds, 0) / 1000);
  const detail =
    skewSeconds === 0
      ? "This server's clock and the table's clock show no measurable difference."
      : `This server's clock and the table's clock differ by ${skewSeconds} s.`;
  return { check: "clock", state: skewSeconds > MAX_SKEW_SECONDS ? "failing" : "ok", detail };
}

async function checkConsumer({ oldestDueMail, clock }: HealthContext): Promise<HealthFinding> {
  const now = clock.now();
  const oldest = await oldestDueMail(now);
  if (!oldest) return { check: "consumer", state: "ok", detail: "No mail is overdue." };
  const ageSeconds = Math.max(Math.round((now.getTime() - Date.parse(oldest.dueAt)) / 1000), 0);
  return {
    check: "consumer",
    state: ageSeconds > SLOW_CONSUMER_SECONDS ? "failing" : "ok",
    detail: `The oldest pending mail, of event ${oldest.eventId}, has been due for ${ageSeconds} s.`,
  };
}

const NO_MAILBOX = "No mailbox is configured: payments are logged, but no mail is sent.";

async function checkMail({ checkMailbox }: HealthContext): Promise<HealthFinding> {
  if (!checkMailbox)
    return {
      check: "mail",
      state: "unknown",
      detail: "NOTIFY_FUNCTION is not set, so the mailbox cannot be checked.",
    };
  const mail = await checkMailbox();
  if (mail.result === "accepted")
    return { check: "mail", state: "ok", detail: "Signing in at the mail server succeeded." };
  // It may be intended or forgotten. It must be visible, but an alarm that never ends would be switched off.
  if (mail.result === "off") return { check: "mail", state: "unknown", detail: NO_MAILBOX };
  return { check: "mail", state: "failing", detail: `Signing in at the mail server failed: ${mail.reason}` };
}
