import type { CombinedError } from "@urql/core";
import { errorTexts } from "./error-texts.ts";

/** Our own codes, in addition to those that the server sends in `extensions.code`. */
const ClientErrorCode = {
  /** The request or its response was lost. */
  Network: "NETWORK_ERROR",
  /** The response is not from the GraphQL server, but from a proxy or a captive portal. */
  BadAnswer: "BAD_ANSWER",
} as const;

/** Codes with which the server refuses a whole request: nothing was executed. */
const REFUSED_WHOLE = ["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT"];

/** A failure between the page and the server, as opposed to a refusal of the input. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** The server's `extensions.code`, or `NETWORK_ERROR` or `BAD_ANSWER`. */
  readonly code: string;

  /** Identifies the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(error: { code: string; message: string; requestId?: string; cause?: unknown }) {
    super(error.message, { cause: error.cause });
    this.code = error.code;
    this.requestId = error.requestId;
  }

  /** Whether signing in (again) helps. */
  get isUnauthenticated(): boolean {
    return this.code === "UNAUTHENTICATED";
  }

  /** Whether it is certain that nothing was executed. */
  get isRefusedWhole(): boolean {
    return REFUSED_WHOLE.includes(this.code);
  }

  /** Whether the credential is valid but lacks permission. */
  get isForbidden(): boolean {
    return this.code === "FORBIDDEN";
  }
}

/** An error with a message and a code, made from any thrown value. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError({ code: ClientErrorCode.Network, message: errorTexts.network, cause: thrown });
}

/** The first of the server's errors, or the reason why there is no response from the server. */
export function fromCombinedError(error: CombinedError): ApiError {
  const [first] = error.graphQLErrors;
  if (!first) return fromMissingAnswer(error);
  return fromServerError({ message: first.message, extensions: first.extensions });
}

/** Converts one entry of `errors` in a response. */
export function fromServerError(error: { message: string; extensions?: Record<string, unknown> }): ApiError {
  const code = textOr(error.extensions?.code, "INTERNAL_SERVER_ERROR");
  const requestId = textOr(error.extensions?.requestId, undefined);
  return new ApiError({ code, requestId, message: sentenceFor({ code, requestId, message: error.message }) });
}

function sentenceFor(error: { code: string; message: string; requestId: string | undefined }): string {
  if (error.code === "UNAUTHENTICATED") return errorTexts.unauthenticated;
  if (error.code === "FORBIDDEN") return errorTexts.forbidden;
  if (error.code === "INTERNAL_SERVER_ERROR") return errorTexts.serverFailed(error.requestId);
  return error.message;
}

/** A proxy in front of the server may refuse in its own format; then only the status is known. */
function fromMissingAnswer(error: CombinedError): ApiError {
  if (error.networkError instanceof ApiError) return error.networkError;
  const status = (error.response as Response | undefined)?.status;
  if (status === undefined) return toApiError(error.networkError);
  if (status === 401) return new ApiError({ code: "UNAUTHENTICATED", message: errorTexts.unauthenticated });
  if (status === 403) return new ApiError({ code: "FORBIDDEN", message: errorTexts.forbidden });
  return new ApiError({
    code: ClientErrorCode.BadAnswer,
    message: errorTexts.badAnswer(status),
    cause: error,
  });
}

function textOr<Fallback>(value: unknown, fallback: Fallback): string | Fallback {
  return typeof value === "string" ? value : fallback;
}
