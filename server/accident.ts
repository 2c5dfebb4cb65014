import { StoreUnavailableError } from "./values/unavailable.ts";

/** What callers are told of an accident: that it happened, and whether a later try may go better. */
export function tellAccident(error: unknown): { code: string; message: string; status: number } {
  return error instanceof StoreUnavailableError
    ? {
        code: "SERVICE_UNAVAILABLE",
        message: "The ledger cannot be reached just now. Try again.",
        status: 503,
      }
    : { code: "INTERNAL_SERVER_ERROR", message: "Something went wrong here.", status: 500 };
}
