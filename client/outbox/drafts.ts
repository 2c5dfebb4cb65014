import { createIdempotencyKey } from "../api/mutation-controller.ts";
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
  { values, idempotencyKey }: Pick<Draft, "values" | "idempotencyKey">,
): void {
  const draft = { values, idempotencyKey, allowDuplicate: false, isUnanswered: true, initial: values };
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

function createDraft(initial: FormValues): Draft {
  const idempotencyKey = createIdempotencyKey();
  return { values: initial, idempotencyKey, allowDuplicate: false, isUnanswered: false, initial };
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
