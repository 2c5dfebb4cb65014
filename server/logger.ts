import { Logger as PowertoolsLogger } from "@aws-lambda-powertools/logger";
import { createRedaction, toErrorFacts } from "./log-redaction.ts";

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

/** A log in the form that CloudWatch understands. */
export function createLogger({ level, secrets }: LoggerOptions): Logger {
  // Made for the first line: an instance that has nothing to tell does without.
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

/** What a log keeps of an error: name, message and where it came from, causes included. */
export const describeError = (error: unknown): { error: unknown } => ({ error: toErrorFacts(error) });
