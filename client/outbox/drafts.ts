import { createIdempotencyKey } from "../api/mutation-controller.ts";
import { dateIn } from "../shared/form-formats.ts";
import { type FormValues, fieldNames } from "./form-values.ts";

/** A payment in the form: kept until the server has confirmed it. */
export interface Draft {
  values: FormValues;

  /**
   * Created once per payment. It stays however often the form is submitted, closed and reopened: a submission whose response was
   * lost and its retry are the same payment.
   */
  idempotencyKey: string;

  /** Whether the person has confirmed the duplicate warning for these values. */
  allowDuplicate: boolean;

  /** Whether a submission got no response, so that the payment may already be stored. */
  isUnanswered: boolean;

  /** When the person pressed the button, ISO 8601. An attempt that may be stored and its retry have the same. Null before that. */
  typedAt: string | null;

  /** The initial values, before anything was typed. */
  initial: FormValues;
}

/** Stored outside the elements: a card that is redrawn must not lose a payment that may be stored. */
const drafts = new Map<string, Draft>();

/** Identifies a draft. */
export interface DraftPlace {
  endpoint: string;
  eventId: string;
}

/** The draft of this event, or a new one with these values. */
export function openDraft(place: DraftPlace, initial: FormValues): Draft {
  const left = drafts.get(keyOf(place));
  const draft = left ? withInitial(left, initial) : createDraft(initial);
  drafts.set(keyOf(place), draft);
  return draft;
}

/** Puts a payment that was kept on the device back into its event's form. */
export function restoreDraft(
  place: DraftPlace,
  { values, idempotencyKey, typedAt }: Pick<Draft, "values" | "idempotencyKey" | "typedAt">,
): void {
  const kept = { values, idempotencyKey, typedAt };
  const draft = { ...kept, allowDuplicate: false, isUnanswered: true, initial: values };
  drafts.set(keyOf(place), draft);
}

/** Deletes a draft after its payment is stored. */
export function discardDraft(place: DraftPlace): void {
  drafts.delete(keyOf(place));
}

/** Whether anything was typed. */
export function isTouched({ values, initial }: Draft): boolean {
  return fieldNames.some((name) => values[name] !== initial[name]);
}

/**
 * When the person pressed the button: now, but for a retry of what may be stored the time of the first attempt, because it must be
 * the same payment; unless the money was received on a later day than that, which would be refused.
 */
export function timeOf({ typedAt, isUnanswered, values }: Draft, timeZone: string): string {
  const isRetry = isUnanswered && typedAt !== null;
  const isPossible = isRetry && dateIn({ timeZone, instant: new Date(typedAt) }) >= values.receivedOn;
  return isPossible ? typedAt : new Date().toISOString();
}

function createDraft(initial: FormValues): Draft {
  const idempotencyKey = createIdempotencyKey();
  return {
    ...{ values: initial, initial, idempotencyKey },
    ...{ allowDuplicate: false, isUnanswered: false, typedAt: null },
  };
}

/**
 * Updates the initial values: a form left open overnight has yesterday's date and the balance of then. After a submission the
 * values must not change, or it would be another payment.
 */
function withInitial(draft: Draft, initial: FormValues): Draft {
  if (draft.isUnanswered) return draft;
  const typed = Object.fromEntries(
    fieldNames
      .filter((name) => draft.values[name] !== draft.initial[name])
      .map((name) => [name, draft.values[name]]),
  );
  return { ...draft, values: { ...initial, ...typed }, initial };
}

function keyOf({ endpoint, eventId }: DraftPlace): string {
  return JSON.stringify([endpoint, eventId]);
}
