import type { DashboardEvent } from "../api/event-answer.ts";
import type { EntryPageFragment } from "../api/generated/graphql.ts";

/** Merges the shown event with its refreshed first page: entries of later pages stay. */
export function withFreshPage(shown: DashboardEvent, fresh: DashboardEvent): DashboardEvent {
  const freshIds = new Set(fresh.payments.nodes.map(({ id }) => id));
  const older = shown.payments.nodes.filter(({ id }) => !freshIds.has(id));
  const overlaps = older.length < shown.payments.nodes.length;
  // Without a common entry there may be a gap between the two, which only loading more can close.
  if (!overlaps || older.length === 0) return fresh;
  const nodes = [...fresh.payments.nodes, ...older];
  return { ...fresh, payments: { nodes, pageInfo: shown.payments.pageInfo } };
}

/** Appends an older page. Entries that are already shown, because the ledger has grown meanwhile, are not repeated. */
export function withOlderPage(shown: DashboardEvent, page: EntryPageFragment): DashboardEvent {
  const pageIds = new Set(page.nodes.map(({ id }) => id));
  // Few are in both, while thousands may be shown.
  const shownIds = new Set(shown.payments.nodes.filter(({ id }) => pageIds.has(id)).map(({ id }) => id));
  const added = page.nodes.filter(({ id }) => !shownIds.has(id));
  return { ...shown, payments: { nodes: [...shown.payments.nodes, ...added], pageInfo: page.pageInfo } };
}
