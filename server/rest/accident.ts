import { describeAccident } from "../accident.ts";
import { describeError, type Logger } from "../logger.ts";
import { json } from "./json.ts";

/** Logs an unexpected error and returns a generic response. */
export function answerAccident(
  error: unknown,
  { request, requestId, logger }: { request: Request; requestId: string; logger: Logger },
): Response {
  logger.error("A request failed.", { requestId, ...describeError(error) });
  const { code, message, status } = describeAccident(error);
  const isGraphql = new URL(request.url).pathname === "/graphql";
  return json(
    status,
    isGraphql
      ? { errors: [{ message, extensions: { code, requestId } }] }
      : { message, request_id: requestId },
  );
}
