import { ConfigError } from "../config.ts";

/** The local server cannot start. The message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** Ends this process with the message of a start error. Throws any other error again. */
export function exitOnStartError(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  console.error(error.message);
  process.exit(1);
}
