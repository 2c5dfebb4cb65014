/** Where accidents and operational facts go: one line of JSON each, so that line breaks in values forge nothing. */
export interface Logger {
  info(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

/** Logs to standard error. */
export const consoleLogger: Logger = {
  info: (message, facts) => console.error(JSON.stringify({ level: "info", message, ...facts })),
  error: (message, facts) => console.error(JSON.stringify({ level: "error", message, ...facts })),
};

/** What a log keeps of an error: name, message and where it came from, causes included. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { error: error.name, message: error.message, stack: error.stack, ...cause };
}
