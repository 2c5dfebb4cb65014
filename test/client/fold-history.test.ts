import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntryFragment } from "../../client/api/generated/graphql.ts";
import { foldHistory } from "../../client/payment-list/fold-history.ts";
import { anEntry } from "../support/shown.ts";

const HERE = "2026-06-14-rivera-sunset";
const linkTo = (id: string, eventId = HERE) => ({ id, eventId });

const rowsOf = (entries: EntryFragment[]) =>
  foldHistory(entries).map(({ entry, voidedBy, history }) => ({
    id: entry.id,
    ...(voidedBy && { voidedBy: voidedBy.id }),
    ...(history.length > 0 && { history: history.map(({ id }) => id) }),
  }));

/** A payment that was corrected twice: newest first, as the server lists them. */
const correctedTwice = [
  anEntry({ id: "third", replaces: linkTo("second") }),
  anEntry({ id: "void-2", kind: "VOID", reverses: { id: "second" } }),
  anEntry({ id: "second", status: "CORRECTED", replaces: linkTo("first"), replacedBy: linkTo("third") }),
  anEntry({ id: "void-1", kind: "VOID", reverses: { id: "first" } }),
  anEntry({ id: "first", status: "CORRECTED", replacedBy: linkTo("second") }),
];

describe("the rows of the list", () => {
  it("are the entries if nothing was reversed", () => {
    expect(rowsOf([anEntry({ id: "b" }), anEntry({ id: "a" })])).toEqual([{ id: "b" }, { id: "a" }]);
  });

  it("contain a void with the entry that it reverses, including a refund", () => {
    const rows = rowsOf([
      anEntry({ id: "void-of-refund", kind: "VOID", reverses: { id: "refund" } }),
      anEntry({ id: "void", kind: "VOID", reverses: { id: "cash" } }),
      anEntry({ id: "refund", kind: "REFUND", status: "VOIDED", reverses: { id: "zelle" } }),
      anEntry({ id: "cash", status: "VOIDED" }),
      anEntry({ id: "zelle" }),
    ]);
    expect(rows).toEqual([
      { id: "refund", voidedBy: "void-of-refund" },
      { id: "cash", voidedBy: "void" },
      { id: "zelle" },
    ]);
  });

  it("contain a payment once, however often it was corrected", () => {
    expect(rowsOf(correctedTwice)).toEqual([
      { id: "third", history: ["void-2", "second", "void-1", "first"] },
    ]);
  });

  it("keep the void of a replacement and its corrections", () => {
    const [third, ...older] = correctedTwice;
    const voided = { ...(third as EntryFragment), status: "VOIDED" as const };
    const rows = rowsOf([
      anEntry({ id: "void-3", kind: "VOID", reverses: { id: "third" } }),
      voided,
      ...older,
    ]);
    expect(rows).toEqual([
      { id: "third", voidedBy: "void-3", history: ["void-2", "second", "void-1", "first"] },
    ]);
  });

  it("keep a payment that was moved to another event", () => {
    const moved = { id: "here", status: "CORRECTED", replacedBy: linkTo("there", "QXW7LMD") } as const;
    const rows = rowsOf([anEntry({ id: "void", kind: "VOID", reverses: { id: "here" } }), anEntry(moved)]);
    expect(rows).toEqual([{ id: "here", voidedBy: "void" }]);
  });

  it("show entries whose counterpart is not loaded", () => {
    expect(rowsOf(correctedTwice.slice(0, 2))).toEqual([{ id: "third" }, { id: "void-2" }]);
  });

  it("contain every entry exactly once, whatever its links", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const link = fc.option(fc.constantFrom(...ids, "elsewhere"), { nil: null });
    const anyEntry = fc.record({
      kind: fc.constantFrom("PAYMENT" as const, "VOID" as const, "REFUND" as const),
      reverses: link.map((id) => id && { id }),
      replaces: link.map((id) => id && linkTo(id)),
      replacedBy: link.map((id) => id && linkTo(id)),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: ids.length }), (drawn) => {
        const entries = drawn.map((entry, index) =>
          anEntry({
            ...entry,
            id: ids[index] ?? "",
            reverses: entry.reverses || null,
            replaces: entry.replaces || null,
            replacedBy: entry.replacedBy || null,
          }),
        );
        const shown = foldHistory(entries).flatMap(({ entry, voidedBy, history }) => [
          entry.id,
          ...(voidedBy ? [voidedBy.id] : []),
          ...history.map(({ id }) => id),
        ]);
        expect(shown.sort()).toEqual(entries.map(({ id }) => id));
      }),
      { numRuns: 2_000 },
    );
  });
});
