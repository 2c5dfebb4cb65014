import { StoreUnavailableError } from "./values/unavailable.ts";

/** The public description of an unexpected error: no details, but whether a retry may succeed. */
export function describeAccident(error: unknown): { code: string; message: string; status: number } {
  return error instanceof StoreUnavailableError
    ? {
        code: "SERVICE_UNAVAILABLE",
        message: "The ledger is temporarily unavailable. Try again.",
        status: 503,
      }
    : { code: "INTERNAL_SERVER_ERROR", message: "An internal error occurred.", status: 500 };
}
