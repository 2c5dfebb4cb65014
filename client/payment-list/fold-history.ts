import type { EntryFragment } from "../api/generated/graphql.ts";

/** A row of the list: an entry with its history. */
export interface ListRow {
  entry: EntryFragment;

  /** The void of this entry, if loaded. It shows who voided it and why. */
  voidedBy: EntryFragment | undefined;

  /** The entries that this one replaces, each with its void, newest first: the payment as logged before. */
  history: readonly EntryFragment[];
}

/** Lookup tables of the entries. */
interface Known {
  byId: ReadonlyMap<string, EntryFragment>;

  /** Voids, by the id of the entry that they reverse. */
  voids: ReadonlyMap<string, EntryFragment>;
}

/**
 * Folds entries, newest first, into rows: a void into the entry that it reverses, a corrected payment into its replacement. An
 * entry whose counterpart is in another event or not loaded keeps its own row; no entry is omitted, and none appears twice.
 */
export function foldHistory(entries: readonly EntryFragment[]): ListRow[] {
  const linked = linkedIn(entries);
  const involved = entries.filter(({ id }) => linked.has(id));
  const known = indexOf(involved);
  const rows = new Map<EntryFragment, ListRow>();
  const shown = new Set<EntryFragment>();
  for (const entry of involved) {
    if (isFolded(entry, known)) continue;
    const row = { entry, voidedBy: known.voids.get(entry.id), history: historyOf(entry, known) };
    const all = [entry, row.voidedBy, ...row.history].filter((one) => one !== undefined);
    // Contradictory links are not folded.
    const isSound = new Set(all).size === all.length && !all.some((one) => shown.has(one));
    rows.set(entry, isSound ? row : alone(entry));
    for (const one of isSound ? all : [entry]) shown.add(one);
  }
  return entries
    .filter((entry) => rows.has(entry) || !shown.has(entry))
    .map((entry) => rows.get(entry) ?? alone(entry));
}

/** The ids of linked entries. Most entries have no links, and there may be thousands. */
function linkedIn(entries: readonly EntryFragment[]): ReadonlySet<string> {
  const linked = new Set<string>();
  for (const { id, reverses, replaces, replacedBy } of entries) {
    if (reverses) linked.add(id).add(reverses.id);
    if (replaces) linked.add(id).add(replaces.id);
    if (replacedBy) linked.add(id).add(replacedBy.id);
  }
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

/** Both entries must have the link. */
function isReplaced(entry: EntryFragment, { byId }: Known): boolean {
  return byId.get(entry.replacedBy?.id ?? "")?.replaces?.id === entry.id;
}

function historyOf(entry: EntryFragment, known: Known): EntryFragment[] {
  const history: EntryFragment[] = [];
  let replaced = known.byId.get(entry.replaces?.id ?? "");
  while (replaced && isReplaced(replaced, known) && !history.includes(replaced)) {
    const voidedBy = known.voids.get(replaced.id);
    if (voidedBy) history.push(voidedBy);
    history.push(replaced);
    replaced = known.byId.get(replaced.replaces?.id ?? "");
  }
  return history;
}

const NO_HISTORY: readonly EntryFragment[] = [];

const alone = (entry: EntryFragment): ListRow => ({ entry, voidedBy: undefined, history: NO_HISTORY });
