import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DashboardEvent } from "../../client/api/event-answer.ts";
import type { DashboardQuery, EntryFragment } from "../../client/api/generated/graphql.ts";
import { hasHorizontalScroll, violationsOn } from "../support/page-checks.ts";
import { cardOf, type Dispatch, entriesOn, RIVERA, startDispatch, totalOn } from "../support/page-driver.ts";
import { anEntry, dollars } from "../support/shown.ts";

let dispatch: Dispatch;
let page: Page;

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openSignedIn();
});

afterAll(() => dispatch.stop());

/** Loads the page with these facts on one card; everything else is the server's response. */
async function openWith(facts: Partial<DashboardEvent>): Promise<void> {
  await page.unroute("**/graphql");
  await page.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const json: { data: DashboardQuery } = await response.json();
    const event = json.data.events.find((candidate) => candidate?.id === RIVERA.eventId);
    if (event) Object.assign(event, facts);
    await route.fulfill({ response, json });
  });
  await page.reload();
  await totalOn(card()).waitFor();
}

const card = () => cardOf(page, RIVERA.eventId);

const openWithEntries = (nodes: Partial<EntryFragment>[]) =>
  openWith({
    payments: {
      nodes: nodes.map((node) => anEntry(node)),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  });

describe("the head of a card", () => {
  it.each([
    [
      "the deposit is not covered",
      {
        totalCollected: dollars("100.00"),
        balanceDue: dollars("700.00"),
        credit: dollars("0.00"),
        paymentState: "TENTATIVE",
      },
      ["of $800.00 agreed", "Balance due $700.00", "Deposit of $300.00 not covered yet"],
      "13",
    ],
    [
      "the deposit is covered",
      {
        totalCollected: dollars("400.00"),
        balanceDue: dollars("400.00"),
        credit: dollars("0.00"),
        paymentState: "DEPOSIT_RECEIVED",
      },
      ["Balance due $400.00", "Deposit of $300.00 covered"],
      "50",
    ],
    [
      "it is paid in full",
      {
        totalCollected: dollars("800.00"),
        balanceDue: dollars("0.00"),
        credit: dollars("0.00"),
        paymentState: "PAID_IN_FULL",
      },
      ["Paid in full"],
      "100",
    ],
    [
      "there is a tip beside the fare",
      {
        totalCollected: dollars("580.00"),
        fareCollected: dollars("400.00"),
        balanceDue: dollars("400.00"),
        credit: dollars("0.00"),
        paymentState: "DEPOSIT_RECEIVED",
      },
      ["$400.00 fare of $800.00 agreed", "Balance due $400.00", "$580.00"],
      "50",
    ],
    [
      "more was paid than agreed",
      {
        totalCollected: dollars("850.00"),
        balanceDue: dollars("0.00"),
        credit: dollars("50.00"),
        paymentState: "PAID_IN_FULL",
      },
      ["Credit $50.00", "Paid in full"],
      "100",
    ],
  ] as const)("shows collected of agreed when %s", async (_name, facts, texts, percent) => {
    const terms = { agreedTotal: dollars("800.00"), deposit: dollars("300.00") };
    await openWith({ fareCollected: facts.totalCollected, ...facts, ...terms });
    const meter = card().getByRole("meter");
    expect(await meter.getAttribute("aria-valuenow")).toBe(percent);
    expect(await meter.getAttribute("aria-valuetext")).toContain("of $800.00 agreed");
    const [fill, whole] = await meter.evaluate((element) =>
      [".bar-fill", ".bar"].map((part) => element.querySelector(part)?.getBoundingClientRect().width ?? 0),
    );
    expect(Math.abs(((fill ?? 0) / (whole ?? 1)) * 100 - Number(percent))).toBeLessThan(1);
    for (const text of texts) await card().getByText(text).waitFor();
    expect(await card().getByText("Balance due").count()).toBe(
      texts.some((text) => text.startsWith("Balance")) ? 1 : 0,
    );
    expect(await violationsOn(page)).toEqual([]);
  });

  it("shows no meter without terms", async () => {
    await openWith({ agreedTotal: null, deposit: null, balanceDue: null, credit: null });
    expect(await card().getByRole("meter").count()).toBe(0);
  });

  it("compares the methods by bars in a table, refunds included", async () => {
    await openWith({
      totalsByMethod: [
        { method: "ZELLE", total: dollars("400.00"), count: 2 },
        { method: null, total: dollars("100.00"), count: 1 },
        { method: "CASH", total: dollars("-50.00"), count: 0 },
      ],
    });
    const table = card().getByRole("table", { name: "Collected by method" });
    const rows = await table.getByRole("row").evaluateAll((all) =>
      all.map((row) => {
        const [bar, fill] = [".bar", ".bar-fill"].map(
          (part) => row.querySelector(part)?.getBoundingClientRect().width ?? 0,
        );
        const [name, , total] = [...row.children].map((cell) => cell.textContent?.trim());
        return [name, total, Math.round(((fill ?? 0) / (bar ?? 1)) * 100)];
      }),
    );
    expect(rows).toEqual([
      ["Zelle", "$400.00", 100],
      ["Method not noted", "$100.00", 25],
      ["Cash", "-$50.00", 13],
    ]);
    expect(await violationsOn(page)).toEqual([]);
  });
});

describe("the history of a payment", () => {
  const corrected: Partial<EntryFragment>[] = [
    {
      id: "new",
      amount: dollars("150.00"),
      replaces: { id: "old", eventId: RIVERA.eventId },
      reason: "A slip of the pen",
    },
    { id: "void", kind: "VOID", amount: dollars("-105.00"), reverses: { id: "old" } },
    {
      id: "old",
      status: "CORRECTED",
      amount: dollars("105.00"),
      replacedBy: { id: "new", eventId: RIVERA.eventId },
    },
  ];

  it("is one line for a corrected payment, which opens to the full history", async () => {
    await openWithEntries(corrected);
    const lines = entriesOn(card());
    expect(await lines.locator("visible=true").count()).toBe(1);
    expect(await lines.first().textContent()).toContain("$150.00");
    await card().getByText("Corrected: was $105.00").click();
    expect(await lines.locator("visible=true").count()).toBe(3);
    expect(await violationsOn(page)).toEqual([]);
  });

  it("shows a voided payment struck through, with who voided it and why", async () => {
    await openWithEntries([
      {
        id: "void",
        kind: "VOID",
        amount: dollars("-125.50"),
        reverses: { id: "cash" },
        reason: "Typed twice",
        recordedBy: "Tom Okafor",
        loggedAt: "2026-06-16T01:00:00.000Z",
      },
      { id: "cash", status: "VOIDED" },
    ]);
    const line = entriesOn(card()).first();
    expect(await line.locator("s").textContent()).toBe("$125.50");
    await line.getByText("Voided Jun 15, 6:00 PM by Tom Okafor").waitFor();
    await line.getByText("Reason: Typed twice").first().waitFor();
    expect(await entriesOn(card()).locator("visible=true").count()).toBe(1);
  });

  it("does not hide that a mail failed", async () => {
    const failed = { status: "FAILED", sentAt: null, lastError: "The mailbox is full." } as const;
    await openWithEntries([
      { id: "void", kind: "VOID", reverses: { id: "cash" }, notification: failed },
      { id: "cash", status: "VOIDED" },
    ]);
    await card().getByText("Mail failed: The mailbox is full.").waitFor();
  });

  it("shows where a payment was moved to and from", async () => {
    await openWithEntries([
      { id: "came", replaces: { id: "x", eventId: "2026-06-13-okafor" } },
      { id: "went", status: "CORRECTED", replacedBy: { id: "y", eventId: "2026-06-15-duarte" } },
    ]);
    await card().getByText("Moved here from 2026-06-13-okafor").waitFor();
    await card().getByText("Moved to 2026-06-15-duarte").waitFor();
    await page.setViewportSize({ width: 320, height: 568 });
    expect(await hasHorizontalScroll(page)).toBe(false);
  });
});
