import { createIdempotencyKey } from "../api/mutation-controller.ts";
import { type FormValues, fieldNames } from "./form-values.ts";

/** One payment on its way from a person to the server: it lives until the server has confirmed it. */
export interface Draft {
  values: FormValues;

  /**
   * Made once per payment. However often the form is sent, closed and opened again, the key stays: a try whose
   * answer was lost and the next try are the same payment.
   */
  idempotencyKey: string;

  /** Whether the person has seen the warning about these very fields, and wants to log them all the same. */
  allowDuplicate: boolean;

  /** Whether a try got no answer, so that the payment may be stored already. */
  isUnanswered: boolean;

  /** What was filled in before anything was typed. */
  begun: FormValues;
}

/** Kept outside the elements: a card that is drawn anew must not forget a payment that may be stored. */
const drafts = new Map<string, Draft>();

/** Where a draft belongs. */
export interface DraftPlace {
  endpoint: string;
  eventId: string;
}

/** The draft that was left for this event, or a new one with these values. */
export function openDraft(place: DraftPlace, begun: FormValues): Draft {
  const left = drafts.get(keyOf(place));
  const draft = left ? begunAnew(left, begun) : createDraft(begun);
  drafts.set(keyOf(place), draft);
  return draft;
}

/** Puts a payment that was kept on the device back into the form of its event. */
export function restoreDraft(
  place: DraftPlace,
  { values, idempotencyKey }: Pick<Draft, "values" | "idempotencyKey">,
): void {
  const draft = { values, idempotencyKey, allowDuplicate: false, isUnanswered: true, begun: values };
  drafts.set(keyOf(place), draft);
}

/** Forgets a draft: its payment is stored. */
export function discardDraft(place: DraftPlace): void {
  drafts.delete(keyOf(place));
}

/** Whether anything was typed. */
export function isTouched({ values, begun }: Draft): boolean {
  return fieldNames.some((name) => values[name] !== begun[name]);
}

function createDraft(begun: FormValues): Draft {
  const idempotencyKey = createIdempotencyKey();
  return { values: begun, idempotencyKey, allowDuplicate: false, isUnanswered: false, begun };
}

/**
 * A form left open over night has yesterday filled in, and what was owed then. What was sent must stay the same, though,
 * or it would be another payment.
 */
function begunAnew(draft: Draft, begun: FormValues): Draft {
  if (draft.isUnanswered) return draft;
  const typed = Object.fromEntries(
    fieldNames
      .filter((name) => draft.values[name] !== draft.begun[name])
      .map((name) => [name, draft.values[name]]),
  );
  return { ...draft, values: { ...begun, ...typed }, begun };
}

function keyOf({ endpoint, eventId }: DraftPlace): string {
  return JSON.stringify([endpoint, eventId]);
}
