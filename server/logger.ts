import { Logger as PowertoolsLogger } from "@aws-lambda-powertools/logger";

/** Where accidents, refusals and operational facts go: one line of JSON each, so that line breaks in values forge nothing. */
export interface Logger {
  info(message: string, facts?: Facts): void;
  /** What was refused: nothing is broken, but somebody may want to know. */
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

type Facts = Record<string, unknown>;

/** What a log is told. */
export interface LoggerOptions {
  /** Below this nothing is written. */
  level: "INFO" | "ERROR";
  /** Values that must never stand in a log, e.g. the password of the mailbox. */
  secrets: readonly (string | null | undefined)[];
}

/** Session tokens, API keys, and whatever somebody sent as a credential. */
const CREDENTIALS = /\bsc[ks]_[\w.-]+|\bBearer\s+\S+/gi;
const REDACTED = "[redacted]";
const LEAST_SECRET_CHARACTERS = 6;

/** A log in the form that CloudWatch understands. */
export function createLogger({ level, secrets }: LoggerOptions): Logger {
  const powertools = new PowertoolsLogger({ serviceName: "dispatch-payments", logLevel: level });
  const redact = createRedaction(secrets);
  return {
    info: (message, facts = {}) => powertools.info(message, redact(facts)),
    warn: (message, facts = {}) => powertools.warn(message, redact(facts)),
    error: (message, facts = {}) => powertools.error(message, redact(facts)),
  };
}

function createRedaction(secrets: LoggerOptions["secrets"]): (facts: Facts) => Facts {
  // What is shorter would be found in innocent words.
  const known = secrets.filter((secret) => secret && secret.length >= LEAST_SECRET_CHARACTERS) as string[];
  const redact = (value: unknown): unknown => {
    if (typeof value === "string") {
      const text = known.reduce((text, secret) => text.replaceAll(secret, REDACTED), value);
      return text.replace(CREDENTIALS, REDACTED);
    }
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redact(inner)]));
  };
  return (facts) => redact(facts) as Facts;
}

/** What a log keeps of an error: name, message and where it came from, causes included. */
export function describeError(error: unknown): { error: unknown } {
  return { error: describe(error) };
}

function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return { name: error.name, message: error.message, stack: error.stack, ...cause };
}
