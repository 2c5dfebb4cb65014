import { StoreUnavailableError } from "../ledger/ledger-store.ts";
import { describeError, type Logger } from "../logger.ts";
import { json } from "./json.ts";

/** Logs an accident that nothing nearer has answered, and says no more than that it happened. */
export function answerAccident(
  error: unknown,
  { request, requestId, logger }: { request: Request; requestId: string; logger: Logger },
): Response {
  logger.error("A request failed.", { requestId, ...describeError(error) });
  const isPassing = error instanceof StoreUnavailableError;
  const status = isPassing ? 503 : 500;
  const message = isPassing
    ? "The ledger cannot be reached just now. Try again."
    : "Something went wrong here. Try again.";
  if (new URL(request.url).pathname !== "/graphql") return json(status, { message, request_id: requestId });
  const code = isPassing ? "SERVICE_UNAVAILABLE" : "INTERNAL_SERVER_ERROR";
  return json(status, { errors: [{ message, extensions: { code, requestId } }] });
}
