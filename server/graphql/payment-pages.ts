import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  type SelectionSetNode,
} from "graphql";
import type { LedgerLine } from "../ledger/entry.ts";
import { isEntryRef, isEventId } from "../ledger/ids.ts";
import type { PageRequest } from "../ledger/ledger-store.ts";
import { badUserInput } from "./bad-request.ts";
import { readCursor, readPageSize, toConnection } from "./connection.ts";
import type { Context } from "./context.ts";
import type { EventPaymentsArgs } from "./generated/resolver-types.ts";

const LIST = "payments";

/** A page of one event's ledger: what to read and how to return it. */
export interface PageOfLedger {
  request: PageRequest;
  /** `next` is the position from which to continue, or null at the end. */
  toConnection(page: {
    lines: LedgerLine[];
    next: string | null;
  }): ReturnType<typeof toConnection<LedgerLine>>;
}

/** Translates the arguments of `Event.payments` into a page request. Throws `BAD_USER_INPUT` if they conflict. */
export function toPage(eventId: string, args: Omit<Partial<EventPaymentsArgs>, "filter">): PageOfLedger {
  const fromEnd = args.last != null;
  if (fromEnd ? args.first != null || args.after != null : args.before != null) {
    throw badUserInput("Pass either `first` and `after`, or `last` and `before`.");
  }
  const isNewestFirst = (args.orderBy ?? "NEWEST_FIRST") === "NEWEST_FIRST";
  const request: PageRequest = {
    eventId,
    direction: isNewestFirst === fromEnd ? "oldestFirst" : "newestFirst",
    limit: fromEnd ? readPageSize("last", args.last) : readPageSize("first", args.first),
    after: readCursor(LIST, fromEnd ? args.before : args.after, (suffix) =>
      isEntryRef({ eventId, suffix }) ? suffix : null,
    ),
  };
  return {
    request,
    toConnection: ({ lines, next }) =>
      toConnection<LedgerLine>({
        list: LIST,
        nodes: fromEnd ? lines.toReversed() : lines,
        placeOf: (line) => line.entry.ref.suffix,
        [fromEnd ? "startPlace" : "endPlace"]: next,
        hasNextPage: fromEnd ? args.before != null : next !== null,
        hasPreviousPage: fromEnd ? next !== null : args.after != null,
      }),
  };
}

/** The position of the last line. */
export const lastPlace = (lines: readonly LedgerLine[]) => lines.at(-1)?.entry.ref.suffix ?? null;

/**
 * Starts reading the pages of payments that the query selects before it is known whether the events exist, so that the
 * event and its payments need only one round trip.
 */
export function prefetchPages(eventIds: readonly string[], context: Context, info: GraphQLResolveInfo): void {
  const eventType = info.schema.getType("Event") as GraphQLObjectType;
  const definition = eventType.getFields().payments;
  if (!definition) return;
  for (const node of info.fieldNodes.flatMap((field) => selectedPayments(field.selectionSet, info))) {
    const { filter, ...args } = getArgumentValues(definition, node, info.variableValues);
    if (filter) continue;
    for (const eventId of eventIds.filter(isEventId)) {
      context.loaders.page(toPage(eventId, args).request).catch(() => undefined);
    }
  }
}

function selectedPayments(selections: SelectionSetNode | undefined, info: GraphQLResolveInfo): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.if === true;
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.if !== false;
    if (skip || !include) return [];
    if (selection.kind === "Field") return selection.name.value === "payments" ? [selection] : [];
    if (selection.kind === "InlineFragment") return selectedPayments(selection.selectionSet, info);
    return selectedPayments(info.fragments[selection.name.value]?.selectionSet, info);
  });
}
