import type { DashboardEvent } from "../api/event-answer.ts";
import type { EntryFragment, EntryPageFragment, EventTotalsFragment } from "../api/generated/graphql.ts";

/** Joins what is shown with its first page fetched anew: entries already loaded further down stay. */
export function withFreshPage(shown: DashboardEvent, fresh: DashboardEvent): DashboardEvent {
  const freshIds = new Set(fresh.payments.nodes.map(({ id }) => id));
  const older = shown.payments.nodes.filter(({ id }) => !freshIds.has(id));
  const overlaps = older.length < shown.payments.nodes.length;
  // Without a common entry there may be a gap between the two, which only loading more can close.
  if (!overlaps || older.length === 0) return fresh;
  const nodes = [...fresh.payments.nodes, ...older];
  return { ...fresh, payments: { nodes, pageInfo: shown.payments.pageInfo } };
}

/** Adds an older page below. Entries that are shown already, because the ledger has grown meanwhile, stay single. */
export function withOlderPage(shown: DashboardEvent, page: EntryPageFragment): DashboardEvent {
  const shownIds = new Set(shown.payments.nodes.map(({ id }) => id));
  const added = page.nodes.filter(({ id }) => !shownIds.has(id));
  return { ...shown, payments: { nodes: [...shown.payments.nodes, ...added], pageInfo: page.pageInfo } };
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
