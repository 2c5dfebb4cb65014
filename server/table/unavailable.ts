import { StoreUnavailableError } from "../values/unavailable.ts";

const UNAVAILABLE = new Set([
  "InternalServerError",
  "InternalServerException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TransactionConflictException",
  "TransactionInProgressException",
  "LimitExceededException",
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  "AbortError",
]);

/** Calls the service. Transient errors become a `StoreUnavailableError`. */
export async function send<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (isTransient(error)) throw new StoreUnavailableError("The table cannot be reached.", { cause: error });
    throw error;
  }
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const isOfNetwork =
    "code" in error && typeof error.code === "string" && /^(E[A-Z]+|UND_ERR_)/.test(error.code);
  return UNAVAILABLE.has(error.name) || isOfNetwork || (status !== undefined && status >= 500);
}
