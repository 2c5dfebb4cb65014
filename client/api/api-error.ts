import type { CombinedError } from "@urql/core";
import { errorTexts } from "./error-texts.ts";

/** Codes of our own, beside those that the server sends in `extensions.code`. */
const ClientErrorCode = {
  /** The request or its answer was lost on the way. */
  Network: "NETWORK_ERROR",
  /** Something answered, but not the GraphQL server: a proxy, a captive portal. */
  BadAnswer: "BAD_ANSWER",
} as const;

/** Codes with which the server refuses a request whole: nothing was done. */
const REFUSED_WHOLE = ["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT"];

/** An accident between the page and the server: not a refusal of what was typed. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** The server's `extensions.code`, or `NETWORK_ERROR` or `BAD_ANSWER`. */
  readonly code: string;

  /** Names the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(error: { code: string; message: string; requestId?: string; cause?: unknown }) {
    super(error.message, { cause: error.cause });
    this.code = error.code;
    this.requestId = error.requestId;
  }

  /** Whether signing in (again) is what helps. */
  get isUnauthenticated(): boolean {
    return this.code === "UNAUTHENTICATED";
  }

  /** Whether nothing was done, for certain. */
  get isRefusedWhole(): boolean {
    return REFUSED_WHOLE.includes(this.code);
  }

  /** Whether the credential is good, but not for this. */
  get isForbidden(): boolean {
    return this.code === "FORBIDDEN";
  }
}

/** A sentence for whatever was thrown, and a code to act on. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError({ code: ClientErrorCode.Network, message: errorTexts.network, cause: thrown });
}

/** The first of the server's errors, or the reason why there is no answer of the server at all. */
export function fromCombinedError(error: CombinedError): ApiError {
  const [first] = error.graphQLErrors;
  if (!first) return fromLostAnswer(error);
  return fromServerError({ message: first.message, extensions: first.extensions });
}

/** One entry of `errors` in an answer. */
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

/** A proxy before the server may refuse in its own words; then the status is all there is to go by. */
function fromLostAnswer(error: CombinedError): ApiError {
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
