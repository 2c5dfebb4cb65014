import { tellAccident } from "../accident.ts";
import { describeError, type Logger } from "../logger.ts";
import { json } from "./json.ts";

/** Logs an accident that nothing nearer has answered, and says no more than that it happened. */
export function answerAccident(
  error: unknown,
  { request, requestId, logger }: { request: Request; requestId: string; logger: Logger },
): Response {
  logger.error("A request failed.", { requestId, ...describeError(error) });
  const { code, message, status } = tellAccident(error);
  const isGraphql = new URL(request.url).pathname === "/graphql";
  return json(
    status,
    isGraphql
      ? { errors: [{ message, extensions: { code, requestId } }] }
      : { message, request_id: requestId },
  );
}
