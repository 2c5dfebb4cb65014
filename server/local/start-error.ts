import { ConfigError } from "../config.ts";

/** The local server cannot start; the message is one sentence that says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** Ends this process with the sentence that says why nothing can start. What is no such error is thrown again. */
export function exitOnStartError(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
