import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DashboardQuery, EntryFragment } from "../../client/api/generated/graphql.ts";
import { cardOf, type Dispatch, entriesOn, RIVERA, startDispatch, totalOn } from "../support/page-driver.ts";
import { anEntry, dollars } from "../support/shown.ts";

let dispatch: Dispatch;
let page: Page;

beforeAll(async () => {
  dispatch = await startDispatch();
  page = await dispatch.openSignedIn({ timezoneId: "Asia/Tokyo" });
});

afterAll(() => dispatch.stop());

/** Loads the page with these entries on one card; everything else is the server's response. */
async function openWithEntries(entries: Partial<EntryFragment>[]): Promise<void> {
  await page.unroute("**/graphql");
  await page.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const json: { data: DashboardQuery } = await response.json();
    const event = json.data.events.find((candidate) => candidate?.id === RIVERA.eventId);
    if (event) event.payments.nodes = entries.map((entry) => anEntry(entry));
    await route.fulfill({ response, json });
  });
  await page.reload();
  await totalOn(cardOf(page, RIVERA.eventId)).waitFor();
}

const shownEntries = () => entriesOn(cardOf(page, RIVERA.eventId));

describe("an entry", () => {
  it("shows the day received unchanged, and the time logged in the operator's zone, wherever the browser is", async () => {
    await openWithEntries([{}]);
    const entry = shownEntries().first();
    await entry.getByText("Received Jun 14, 2026").waitFor();
    await entry.getByText("Logged Jun 14, 11:30 PM by Ines Duarte").waitFor();
    expect(await entry.locator("time").last().getAttribute("title")).toBe("Jun 14, 2026, 11:30 PM PDT");
  });

  it("shows its kind and status in words", async () => {
    await openWithEntries([
      { kind: "VOID", amount: dollars("-125.50"), reason: "Typed twice" },
      { kind: "REFUND", amount: dollars("-20.00"), reason: "Shorter sail" },
      { status: "VOIDED" },
      { status: "CORRECTED" },
      { status: "PARTIALLY_REFUNDED", refundedAmount: dollars("20.00") },
      { loggedLate: true, adopted: true },
    ]);
    const expected = [
      ["Void", "-$125.50", "Reason: Typed twice"],
      ["Refund", "-$20.00", "Reason: Shorter sail"],
      ["Voided", "$125.50"],
      ["Corrected", "$125.50"],
      ["Partly refunded", "$20.00 given back"],
      ["Logged late", "From the earlier tool"],
    ];
    for (const [at, texts] of expected.entries()) {
      for (const text of texts) expect(await shownEntries().nth(at).textContent()).toContain(text);
    }
    expect(await shownEntries().locator("s").allTextContents()).toEqual(["$125.50", "$125.50"]);
  });

  it("shows the known fields of a legacy row", async () => {
    const bare = {
      patron: null,
      method: null,
      reference: null,
      receivedOn: null,
      loggedAt: null,
      recordedBy: null,
    };
    await openWithEntries([{ ...bare, amount: null, storedAmount: "12.345" }]);
    const text = await shownEntries().first().textContent();
    for (const words of ["No name", "“12.345”", "not counted", "Method not noted", "Date not noted"]) {
      expect(text).toContain(words);
    }
  });

  it("shows typed values as text, never as markup", async () => {
    const notes = "<img src=x onerror=alert(1)>";
    await openWithEntries([{ notes, patron: "<b>Maya</b>" }]);
    await shownEntries().getByText(notes).waitFor();
    expect(await shownEntries().locator("img, b").count()).toBe(0);
  });

  it("shows the status of its mails in words", async () => {
    const why = "The mailbox is full.";
    await openWithEntries([
      {
        notification: { status: "FAILED", sentAt: null, lastError: why },
        receipt: { status: "SENT", sentAt: "2026-06-14T23:06:00.000Z", lastError: null },
      },
      { notification: { status: "OFF", sentAt: null, lastError: "Nobody to notify." } },
    ]);
    await shownEntries().nth(0).getByText(`Mail failed: ${why}`).waitFor();
    await shownEntries().nth(0).getByText("Receipt sent").waitFor();
    await shownEntries().nth(1).getByText("Mail off: Nobody to notify.").waitFor();
  });
});

describe("a pending mail", () => {
  it("is followed by the list itself until it is sent", async () => {
    await openWithEntries([{ notification: { status: "PENDING", sentAt: null, lastError: null } }]);
    await shownEntries().getByText("Mail on its way").waitFor();
    await page.unroute("**/graphql");
    await shownEntries().getByText("Mail on its way").waitFor({ state: "detached" });
  });
});
