import { fromCursor, toCursor } from "../ledger/ids.ts";
import { badUserInput } from "./bad-request.ts";

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/** Validates a page size; the default is 20. Throws `BAD_USER_INPUT` if it is out of range. */
export function readPageSize(name: "first" | "last", size: number | null | undefined): number {
  const wanted = size ?? DEFAULT_PAGE;
  if (wanted >= 1 && wanted <= MAX_PAGE) return wanted;
  throw badUserInput(`\`${name}\` must be from 1 to ${MAX_PAGE}, not ${wanted}.`);
}

/** The position in a cursor of this list. Throws `BAD_USER_INPUT` for any other text, because a cursor is untrusted input to the store. */
export function readCursor<Place>(
  list: string,
  cursor: string | null | undefined,
  readPlace: (text: string) => Place | null,
): Place | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const text = fromCursor(list, cursor);
  const place = text === null ? null : readPlace(text);
  if (place === null) throw badUserInput("The cursor does not belong to this list.");
  return place;
}

/** Builds a Relay connection from nodes and their positions in the list. */
export function toConnection<Node>(page: {
  list: string;
  nodes: Node[];
  placeOf: (node: Node, at: number) => string;
  /** Where to continue if that is not the first or last node, because more entries were examined than returned. */
  startPlace?: string | null;
  endPlace?: string | null;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}) {
  const edges = page.nodes.map((node, at) => ({ cursor: toCursor(page.list, page.placeOf(node, at)), node }));
  const cursorOf = (place: string | null | undefined) => (place == null ? null : toCursor(page.list, place));
  const { hasNextPage, hasPreviousPage } = page;
  return {
    edges,
    nodes: page.nodes,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: cursorOf(page.startPlace) ?? edges[0]?.cursor ?? null,
      endCursor: cursorOf(page.endPlace) ?? edges.at(-1)?.cursor ?? null,
    },
  };
}
