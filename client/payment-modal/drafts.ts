import { emptyForm, type FormValues } from "./form-values.ts";

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

  /** The day that was filled in as received on. */
  openedOn: string;
}

/** Kept outside the elements: a card that is drawn anew must not forget a payment that may be stored. */
const drafts = new Map<string, Draft>();

/** Where a draft belongs. */
export interface DraftPlace {
  endpoint: string;
  eventId: string;
}

/** The draft that was left for this event, or a new one. */
export function openDraft(place: DraftPlace, today: string): Draft {
  const left = drafts.get(keyOf(place));
  const draft = left ? onAnotherDay(left, today) : createDraft(today);
  drafts.set(keyOf(place), draft);
  return draft;
}

/** Forgets a draft: its payment is stored. */
export function discardDraft(place: DraftPlace): void {
  drafts.delete(keyOf(place));
}

/** Whether anything was typed. */
export function isTouched({ values, openedOn }: Draft): boolean {
  const untouched = emptyForm(openedOn);
  return Object.entries(untouched).some(([name, value]) => values[name as keyof FormValues] !== value);
}

/** A key for a payment of its own. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID();
}

function createDraft(today: string): Draft {
  return {
    values: emptyForm(today),
    idempotencyKey: createIdempotencyKey(),
    allowDuplicate: false,
    isUnanswered: false,
    openedOn: today,
  };
}

/** A form left open over night has yesterday filled in. What was sent must stay the same, though, or it would be another payment. */
function onAnotherDay(draft: Draft, today: string): Draft {
  const { values, openedOn, isUnanswered } = draft;
  if (isUnanswered || openedOn === today) return draft;
  const receivedOn = values.receivedOn === openedOn ? today : values.receivedOn;
  return { ...draft, values: { ...values, receivedOn }, openedOn: today };
}

function keyOf({ endpoint, eventId }: DraftPlace): string {
  return JSON.stringify([endpoint, eventId]);
}
