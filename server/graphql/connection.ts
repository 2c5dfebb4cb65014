import { fromCursor, toCursor } from "../ledger/ids.ts";
import { badUserInput } from "./bad-request.ts";

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

/** A page size within its limits; 20 when none is given. Throws `BAD_USER_INPUT` otherwise. */
export function readPageSize(name: "first" | "last", size: number | null | undefined): number {
  const wanted = size ?? DEFAULT_PAGE;
  if (wanted >= 1 && wanted <= LARGEST_PAGE) return wanted;
  throw badUserInput(`\`${name}\` is from 1 to ${LARGEST_PAGE}, not ${wanted}.`);
}

/** The place of a cursor of this list. Throws `BAD_USER_INPUT` for any other text: it comes from outside, and goes to the store. */
export function readCursor<Place>(
  list: string,
  cursor: string | null | undefined,
  readPlace: (text: string) => Place | null,
): Place | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const text = fromCursor(list, cursor);
  const place = text === null ? null : readPlace(text);
  if (place === null) throw badUserInput("This cursor was not made by this list.");
  return place;
}

/** A Relay connection over nodes that know their place in the list. */
export function toConnection<Node>(page: {
  list: string;
  nodes: Node[];
  placeOf: (node: Node, at: number) => string;
  /** Where to go on, when that is not the first or the last node: after those that were looked through in vain. */
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
