import { Logger as PowertoolsLogger } from "@aws-lambda-powertools/logger";
import { createRedaction, toErrorFacts } from "./log-redaction.ts";

/** The log of errors, refusals and operational facts. Each is one line of JSON, so that line breaks in values cannot forge entries. */
export interface Logger {
  info(message: string, facts?: Facts): void;
  /** Logs a refusal: nothing is broken, but it may be worth knowing. */
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

type Facts = Record<string, unknown>;

/** Settings of a log. */
export interface LoggerOptions {
  /** The lowest level that is written. */
  level: "INFO" | "ERROR";
  /** Values that must never appear in a log, e.g. the password of the mailbox. */
  secrets: readonly (string | null | undefined)[];
}

/** Creates a log in the format that CloudWatch reads. */
export function createLogger({ level, secrets }: LoggerOptions): Logger {
  // Created for the first line: many instances never log anything.
  let powertools: PowertoolsLogger | undefined;
  const redact = createRedaction(secrets);
  const writeAs =
    (severity: LogSeverity): Logger[LogSeverity] =>
    (message, facts = {}) => {
      powertools ??= new PowertoolsLogger({ serviceName: "dispatch-payments", logLevel: level });
      powertools[severity](redact(message) as string, redact(facts) as Facts);
    };
  return { info: writeAs("info"), warn: writeAs("warn"), error: writeAs("error") };
}

type LogSeverity = keyof Logger;

/** What the log keeps of an error: name, message, stack and causes. */
export const describeError = (error: unknown): { error: unknown } => ({ error: toErrorFacts(error) });
