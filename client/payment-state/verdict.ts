import type { ApiError } from "../api/api-error.ts";
import { errorTexts } from "../api/error-texts.ts";
import type { CrewStateQuery } from "../api/generated/graphql.ts";
import type { Moment } from "./moments.ts";
import { bannerWords, stateTexts } from "./texts.ts";

/** All that the crew may know of an event. */
export type CrewEvent = NonNullable<CrewStateQuery["event"]>;

/** What came of asking once. */
export interface Check {
  /** When the question left, not when its answer came: an answer may have been long on its way. */
  askedAt: Moment;

  /** Null where the server does not know the event. Beside an error, what was known of it before. */
  event: CrewEvent | null;

  /** Why there is no answer. */
  error?: ApiError;
}

/** How a verdict looks: `clear` is the green one. */
export type Tone = "clear" | "stop" | "unsure" | "checking";

/** What the crew is told. */
export interface Verdict {
  tone: Tone;
  headline: string;
  sentence: string;

  /** Why nobody can tell. */
  why?: string;
}

/** An answer older than this says nothing about now. */
export const GOOD_FOR_SECONDS = 300;

/**
 * What to tell the crew. Green has to be earned: by an answer, not too old, that says so without contradicting itself.
 * A check that failed takes green away at once, however young the answer before it is.
 */
export function judge(asked: { eventId: string; check: Check | undefined; isTooOld: boolean }): Verdict {
  const { eventId, check, isTooOld } = asked;
  if (!eventId) return unsure(stateTexts.unknownEvent);
  if (check?.error) return unsure(isRefused(check) ? stateTexts.deadLink : check.error.message);
  if (!check || isTooOld)
    return { tone: "checking", headline: stateTexts.checking, sentence: stateTexts.wait };
  return check.event ? judgeEvent(check.event) : unsure(stateTexts.unknownEvent);
}

function judgeEvent(event: CrewEvent): Verdict {
  const { clearToDepart, paymentState, banner } = event;
  if (isCancelled(event)) return stop(stateTexts.cancelled);
  const isClear = clearToDepart === true && paymentState === "PAID_IN_FULL" && !banner;
  if (!isClear) return stop(bannerWords(event));
  return { tone: "clear", headline: stateTexts.clear, sentence: stateTexts.paidInFull };
}

/** Whether the credential does not count (any more): asking again with the same one is of no use. */
export function isRefused({ error }: Check): boolean {
  return Boolean(error?.isUnauthenticated || error?.isForbidden);
}

/** A failed check shows still which event it is about; who holds no good key is shown nothing any more. */
export function withKnownEvent(shown: Check, fresh: Check): Check {
  return fresh.error && !isRefused(fresh) ? { ...fresh, event: shown.event } : fresh;
}

/** The status is the dispatch tool's own word, and tools spell. */
function isCancelled({ status }: CrewEvent): boolean {
  return /^\s*cancell?ed\s*$/i.test(status ?? "");
}

function stop(sentence: string): Verdict {
  return { tone: "stop", headline: stateTexts.stop, sentence };
}

function unsure(why: string): Verdict {
  return { tone: "unsure", headline: stateTexts.unsure, sentence: errorTexts.askBeforeDeparting, why };
}
