import type { EntryFragment } from "../api/generated/graphql.ts";

/** One line of the list: an entry, and what led to it or took it back. */
export interface ListRow {
  entry: EntryFragment;

  /** The void that took the entry back, when it is loaded. It says who did so, and why. */
  takenBackBy: EntryFragment | undefined;

  /** What the entry replaces, each with its void, the newest first: the payment as it was logged before. */
  history: EntryFragment[];
}

/** What is known of the entries by their ids. */
interface Known {
  byId: ReadonlyMap<string, EntryFragment>;

  /** Voids, by the id of what each takes back. */
  voids: ReadonlyMap<string, EntryFragment>;
}

/**
 * Folds entries, the newest first, into lines: a void goes to the entry that it takes back, a corrected payment to the
 * one that replaces it. An entry whose counterpart is in another event, or not loaded, keeps a line of its own; no entry
 * is ever left out, and none comes twice.
 */
export function foldHistory(entries: readonly EntryFragment[]): ListRow[] {
  const linked = linkedIn(entries);
  const involved = entries.filter(({ id }) => linked.has(id));
  const known = indexOf(involved);
  const rows = new Map<EntryFragment, ListRow>();
  const shown = new Set<EntryFragment>();
  for (const entry of involved) {
    if (isFolded(entry, known)) continue;
    const row = { entry, takenBackBy: known.voids.get(entry.id), history: historyOf(entry, known) };
    const all = [entry, row.takenBackBy, ...row.history].filter((one) => one !== undefined);
    // Links that contradict each other fold nothing.
    const isSound = new Set(all).size === all.length && !all.some((one) => shown.has(one));
    rows.set(entry, isSound ? row : alone(entry));
    for (const one of isSound ? all : [entry]) shown.add(one);
  }
  return entries.flatMap((entry) => rows.get(entry) ?? (shown.has(entry) ? [] : [alone(entry)]));
}

/** The ids of entries that point at others, or are pointed at. Most do neither, and there may be thousands. */
function linkedIn(entries: readonly EntryFragment[]): ReadonlySet<string> {
  const linked = new Set<string>();
  for (const { id, reverses, replaces, replacedBy } of entries)
    for (const link of [reverses, replaces, replacedBy]) if (link) linked.add(id).add(link.id);
  return linked;
}

function indexOf(entries: readonly EntryFragment[]): Known {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const voids = new Map<string, EntryFragment>();
  for (const entry of entries) {
    const { kind, reverses } = entry;
    if (kind === "VOID" && reverses && byId.has(reverses.id)) voids.set(reverses.id, entry);
  }
  return { byId, voids };
}

function isFolded(entry: EntryFragment, known: Known): boolean {
  return known.voids.get(entry.reverses?.id ?? "") === entry || isReplaced(entry, known);
}

/** Both ends have to agree on it. */
function isReplaced(entry: EntryFragment, { byId }: Known): boolean {
  return byId.get(entry.replacedBy?.id ?? "")?.replaces?.id === entry.id;
}

function historyOf(entry: EntryFragment, known: Known): EntryFragment[] {
  const history: EntryFragment[] = [];
  let replaced = known.byId.get(entry.replaces?.id ?? "");
  while (replaced && isReplaced(replaced, known) && !history.includes(replaced)) {
    const takenBackBy = known.voids.get(replaced.id);
    if (takenBackBy) history.push(takenBackBy);
    history.push(replaced);
    replaced = known.byId.get(replaced.replaces?.id ?? "");
  }
  return history;
}

const alone = (entry: EntryFragment): ListRow => ({ entry, takenBackBy: undefined, history: [] });
