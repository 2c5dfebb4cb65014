import type { DashboardEvent } from "../api/event-answer.ts";
import type { EntryFragment, EventTotalsFragment } from "../api/generated/graphql.ts";
import type {
  PaymentCloseEvent,
  PaymentCorrectedEvent,
  PaymentLoggedEvent,
  PaymentRefundedEvent,
  PaymentTermsSetEvent,
  PaymentVoidedEvent,
} from "../shared/events.ts";

/** The list that news is for. */
export interface NewsReader {
  eventId: () => string;

  /** What it shows of the event. */
  shown: () => DashboardEvent | null | undefined;

  /** Shows something else, where anything is shown. */
  change: (change: (shown: DashboardEvent) => DashboardEvent) => void;

  /** Fetches the event again without saying so. */
  refresh: () => Promise<void>;

  /** Looks out for the mails of what was just stored. */
  awaitMails: () => void;
}

/** Shows in a list what an element of the page has said, as far as it is about the event of the list. */
export function takeNews(news: Event & { type: NewsType }, list: NewsReader): void {
  const take: (news: never, list: NewsReader) => void = takers[news.type];
  take(news as never, list);
}

/** The event by which a list hears of its payments. */
export type NewsType = keyof typeof takers;

const takers = {
  "payment-logged": takeLogged,
  "payment-close": takeClose,
  "payment-voided": takeReversed,
  "payment-refunded": takeReversed,
  "payment-corrected": takeCorrected,
  "payment-terms-set": takeTermsSet,
};

function takeLogged({ detail }: PaymentLoggedEvent, list: NewsReader): void {
  if (detail.event.id !== list.eventId()) return;
  const before = list.shown();
  list.awaitMails();
  list.change((event) => withLoggedPayment(event, detail));
  if (!before || lacksEntries(before, detail)) void list.refresh();
}

function takeClose({ detail }: PaymentCloseEvent, list: NewsReader): void {
  const isUnknown = detail.outcome === "unknown" || detail.outcome === "kept";
  if (detail.eventId === list.eventId() && isUnknown) void list.refresh();
}

function takeReversed({ detail }: PaymentVoidedEvent | PaymentRefundedEvent, list: NewsReader): void {
  const { event, payment, reversal } = detail;
  if (event.id !== list.eventId()) return;
  list.awaitMails();
  list.change((shown) => withChanges(shown, { event, changed: payment, added: [reversal] }));
}

function takeCorrected({ detail }: PaymentCorrectedEvent, list: NewsReader): void {
  const { event, originalEvent, original, replacement } = detail;
  const own = [event, originalEvent].find(({ id }) => id === list.eventId());
  if (!own) return;
  list.awaitMails();
  const added = own === event ? [replacement] : [];
  list.change((shown) => withChanges(shown, { event: own, changed: original, added }));
  // The void between the two is not in the answer.
  void list.refresh();
}

/** Others may have logged entries meanwhile: their sum is in the answer, they are not. */
function takeTermsSet({ detail: { event } }: PaymentTermsSetEvent, list: NewsReader): void {
  if (event.id !== list.eventId()) return;
  const before = list.shown();
  list.change((all) => ({ ...all, ...event }));
  if (before?.lastSequence !== event.lastSequence) void list.refresh();
}

/** Puts a payment that was just logged on top, under the totals that came with it. */
export function withLoggedPayment(
  shown: DashboardEvent,
  logged: { payment: EntryFragment; event: EventTotalsFragment },
): DashboardEvent {
  const { payment, event } = logged;
  const others = shown.payments.nodes.filter(({ id }) => id !== payment.id);
  return { ...shown, ...event, payments: { ...shown.payments, nodes: [payment, ...others] } };
}

/** Whether others have logged entries meanwhile, so that adding this one payment does not make the list complete. */
export function lacksEntries(shown: DashboardEvent, logged: { event: EventTotalsFragment }): boolean {
  return logged.event.lastSequence !== shown.lastSequence + 1;
}

/** Shows entries as they stand after one was taken back or replaced: known ones changed, new ones on top. */
export function withChanges(
  shown: DashboardEvent,
  { event, changed, added }: { event: EventTotalsFragment; changed: EntryFragment; added: EntryFragment[] },
): DashboardEvent {
  const addedIds = new Set(added.map(({ id }) => id));
  const kept = shown.payments.nodes.filter(({ id }) => !addedIds.has(id));
  const nodes = [...added, ...kept.map((entry) => (entry.id === changed.id ? changed : entry))];
  return { ...shown, ...event, payments: { ...shown.payments, nodes } };
}
