import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bannerOf, type Crew, countGreen, focusPage, shownText, startCrew } from "../support/crew-driver.ts";
import { watchOperation } from "../support/page-driver.ts";

let crew: Crew;

beforeAll(async () => {
  crew = await startCrew();
});

afterAll(() => crew.stop());

const NO_LINK = "Open the link that the admin sent you.";
const DEAD_LINK = "This link does not work (any more). Ask the admin for a new one.";

/** Every address in the history of this tab. */
const historyOf = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { navigation: { entries(): { url: string }[] } }).navigation
      .entries()
      .map(({ url }) => url),
  );

describe("the key in the link", () => {
  it.each(["key=", ""])(
    "is removed from the address bar and the history immediately, written #%s…",
    async (prefix) => {
      const page = await crew.openPage({ path: "/health" });
      await page.goto(crew.url + crew.pathOf({ fragment: prefix + crew.key }));
      await bannerOf(page, "clear").waitFor();
      expect(page.url()).toBe(crew.url + crew.pathOf({ fragment: "" }));
      expect((await historyOf(page)).join(" ")).not.toContain("sck_");
      await page.context().close();
    },
  );

  it("is removed from both even if the server cannot be reached", async () => {
    const page = await crew.openPage({ path: "/health" });
    await page.route("**/payments.js", () => {});
    await page.goto(crew.url + crew.pathOf(), { waitUntil: "commit" });
    await expect.poll(() => page.url()).not.toContain("#");
    await page.getByText("Do not depart before this page has answered").waitFor();
    await page.context().close();
  });

  it("survives a reload, but only in its own tab", async () => {
    const page = await crew.openLink();
    await bannerOf(page, "clear").waitFor();
    await page.reload();
    await bannerOf(page, "clear").waitFor();
    const other = await page.context().newPage();
    await other.goto(crew.url + crew.pathOf({ fragment: "" }));
    await other.getByText(NO_LINK).waitFor();
    expect(await countGreen(other)).toBe(0);
    await page.context().close();
  });

  it("no longer shows green once it is revoked, and is not tried repeatedly", async () => {
    const { key, id } = await crew.keys.make(["STATE_READ"]);
    const page = await crew.openWithClock({ fragment: `key=${key}` });
    await bannerOf(page, "clear").waitFor();
    await crew.keys.revoke(id);
    await focusPage(page);
    await bannerOf(page, "unsure").getByText(DEAD_LINK).waitFor();
    expect(await countGreen(page)).toBe(0);
    expect(await shownText(page)).not.toContain("Osaka");
    const reads = watchOperation(page, "CrewState");
    await page.clock.runFor(600_000);
    expect(reads).toHaveLength(0);
    await page.context().close();
  });

  it("takes effect when a new link is opened in the same tab", async () => {
    const page = await crew.openLink({ fragment: "key=sck_nobodyMadeThis" });
    await bannerOf(page, "unsure").getByText(DEAD_LINK).waitFor();
    await page.evaluate((fragment) => {
      location.hash = fragment;
    }, `key=${crew.key}`);
    await bannerOf(page, "clear").waitFor();
    expect(page.url()).not.toContain("#");
    expect((await historyOf(page)).join(" ")).not.toContain("sck_");
    await page.context().close();
  });

  it("is refused without the scope to read the state", async () => {
    const { key } = await crew.keys.make(["PAYMENTS_WRITE"]);
    const page = await crew.openLink({ fragment: `key=${key}` });
    await bannerOf(page, "unsure").getByText(DEAD_LINK).waitFor();
    await page.context().close();
  });
});

describe("an incomplete link", () => {
  it.each([
    ["no key", "/crew.html?event=QXW7LMD"],
    ["no event", "/crew.html#key=sck_abc"],
    ["a blank event", "/crew.html?event=%20#key=sck_abc"],
    ["a value that is not a key, which is sent nowhere", "/crew.html?event=QXW7LMD#key=harbor-demo"],
  ])("with %s asks the crew to open the admin's message again", async (_what, path) => {
    const page = await crew.openPage({ path: "/health" });
    const reads = watchOperation(page, "CrewState");
    await page.goto(crew.url + path);
    await page.getByRole("alert").getByText(NO_LINK).waitFor();
    expect(await page.locator("payment-state").isVisible()).toBe(false);
    expect(page.url()).not.toContain("#");
    expect(reads).toHaveLength(0);
    await page.context().close();
  });
});
