import type { ApiError } from "../api/api-error.ts";
import { errorTexts } from "../api/error-texts.ts";
import type { CrewStateQuery } from "../api/generated/graphql.ts";
import type { Moment } from "./moments.ts";
import { bannerWords, stateTexts } from "./texts.ts";

/** Everything that the crew may know about an event. */
export type CrewEvent = NonNullable<CrewStateQuery["event"]>;

/** The result of one check. */
export interface Check {
  /** When the request was sent, not when the response arrived, which may have taken long. */
  askedAt: Moment;

  /** Null if the server does not know the event. After an error, the last known event. */
  event: CrewEvent | null;

  /** Why there is no result. */
  error?: ApiError;
}

/** The look of a verdict: `clear` is green. */
export type Tone = "clear" | "stop" | "unsure" | "checking";

/** What the crew sees. */
export interface Verdict {
  tone: Tone;
  headline: string;
  sentence: string;

  /** Why the check failed. */
  why?: string;
}

/** An older result is not valid any more. */
export const GOOD_FOR_SECONDS = 300;

/**
 * Decides what the crew sees. Green requires a recent result that allows departure without contradicting itself. A failed check
 * removes green immediately, however recent the previous result is.
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
  if (banner) return stop(bannerWords(banner));
  if (isCancelled(event)) return stop(stateTexts.cancelled);
  if (clearToDepart !== true || paymentState !== "PAID_IN_FULL") return stop(stateTexts.askAdmin);
  return { tone: "clear", headline: stateTexts.clear, sentence: stateTexts.paidInFull };
}

/** Whether the credential is refused, so that retrying with it is useless. */
export function isRefused({ error }: Check): boolean {
  return Boolean(error?.isUnauthenticated || error?.isForbidden);
}

/** After a failed check the event stays visible, unless the credential was refused. */
export function withKnownEvent(shown: Check, fresh: Check): Check {
  return fresh.error && !isRefused(fresh) ? { ...fresh, event: shown.event } : fresh;
}

/** A second check beside the server's. The status is a word of the dispatch tool, and its spelling varies. */
function isCancelled({ status }: CrewEvent): boolean {
  return /^\s*cancell?ed\s*$/i.test(status ?? "");
}

function stop(sentence: string): Verdict {
  return { tone: "stop", headline: stateTexts.stop, sentence };
}

function unsure(why: string): Verdict {
  return { tone: "unsure", headline: stateTexts.unsure, sentence: errorTexts.askBeforeDeparting, why };
}
