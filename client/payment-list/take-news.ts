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

/** The list that receives the news. */
export interface NewsReader {
  eventId: () => string;

  /** The shown event. */
  shown: () => DashboardEvent | null | undefined;

  /** Changes the shown event, if there is one. */
  change: (change: (shown: DashboardEvent) => DashboardEvent) => void;

  /** Fetches the event again quietly. */
  refresh: () => Promise<void>;

  /** Starts to wait for the mails of a new entry. */
  awaitMails: () => void;
}

/** Applies an element's event to a list, if it is about the list's ledger. */
export function takeNews(news: Event & { type: NewsType }, list: NewsReader): void {
  const take: (news: never, list: NewsReader) => void = takers[news.type];
  take(news as never, list);
}

/** The type of an event that changes a ledger. */
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
  // The void between the two is not in the result.
  void list.refresh();
}

/** Entries that others logged meanwhile are in the result's totals, but not in its entries. Terms take one number themselves. */
function takeTermsSet({ detail: { event } }: PaymentTermsSetEvent, list: NewsReader): void {
  if (event.id !== list.eventId()) return;
  const before = list.shown();
  list.change((all) => ({ ...all, ...event }));
  if (!before || event.lastSequence > before.lastSequence + 1) void list.refresh();
}

/** Adds a new payment on top, with the totals from the result. */
export function withLoggedPayment(
  shown: DashboardEvent,
  logged: { payment: EntryFragment; event: EventTotalsFragment },
): DashboardEvent {
  const { payment, event } = logged;
  return withChanges(shown, { event, changed: payment, added: [payment] });
}

/** Whether others have logged entries meanwhile, so that adding this payment does not make the list complete. */
export function lacksEntries(shown: DashboardEvent, logged: { event: EventTotalsFragment }): boolean {
  return logged.event.lastSequence !== shown.lastSequence + 1;
}

/** Applies a reversal or replacement: updates the changed entry and adds new ones on top. */
export function withChanges(
  shown: DashboardEvent,
  { event, changed, added }: { event: EventTotalsFragment; changed: EntryFragment; added: EntryFragment[] },
): DashboardEvent {
  const addedIds = new Set(added.map(({ id }) => id));
  const kept = shown.payments.nodes.filter(({ id }) => !addedIds.has(id));
  const nodes = [...added, ...kept.map((entry) => (entry.id === changed.id ? changed : entry))];
  return { ...shown, ...event, payments: { ...shown.payments, nodes } };
}
