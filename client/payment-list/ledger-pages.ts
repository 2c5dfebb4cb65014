import type { DashboardEvent } from "../api/event-answer.ts";
import type { EntryPageFragment } from "../api/generated/graphql.ts";

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
