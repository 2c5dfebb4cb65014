import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { ask } from "./ask-server.ts";
import { type Dispatch, RIVERA, startDispatch } from "./page-driver.ts";
import { openServerKeys, type ServerKeys } from "./server-keys.ts";

/** The colours of the banner, as the browser computes them. */
export const FILLS = { clear: "rgb(0, 96, 46)", stop: "rgb(176, 0, 32)", unsure: "rgb(255, 196, 0)" };

/** A link to a demonstration event with a crew key. */
interface CrewLink {
  eventId: string;
  /** The text after the `#`, which is omitted if this is empty. */
  fragment: string;
}

/** A server, a browser, and what tests of the crew's page need besides. */
export interface Crew extends Dispatch {
  keys: ServerKeys;
  /** A key with `state:read` that is never revoked. */
  key: string;
  /** Ids of demonstration events by their state at the start. */
  events: Record<"paid" | "deposit" | "tentative" | "noTerms" | "cancelled", string>;
  /** Opens the link that the admin sends, by default with a valid key for the paid event. */
  openLink(link?: Partial<CrewLink> & { options?: BrowserContextOptions }): Promise<Page>;
  /** The same, in a page whose clock the test controls. */
  openWithClock(link?: Partial<CrewLink>): Promise<Page>;
  /** A path of the crew's page. */
  pathOf(link?: Partial<CrewLink>): string;
}

/** Starts a server with its demonstration data, creates a key, and finds the events by their state. */
export async function startCrew(): Promise<Crew> {
  const dispatch = await startDispatch();
  const keys = await openServerKeys(dispatch);
  const { key } = await keys.make(["STATE_READ"]);
  const events = await findEvents(dispatch);
  const pathOf: Crew["pathOf"] = ({ eventId = events.paid, fragment = `key=${key}` } = {}) =>
    `/crew.html?event=${encodeURIComponent(eventId)}${fragment && "#"}${fragment}`;
  return {
    ...dispatch,
    keys,
    key,
    events,
    pathOf,
    openLink: ({ options, ...link } = {}) => dispatch.openPage({ ...options, path: pathOf(link) }),
    async openWithClock(link) {
      const page = await dispatch.openPage({ path: "/health" });
      await page.clock.install();
      await page.goto(dispatch.url + pathOf(link));
      return page;
    },
  };
}

async function findEvents({ url }: Dispatch): Promise<Crew["events"]> {
  const answer = await fetch(`${url}/api/events`);
  const { events } = (await answer.json()) as { events: { id: string; title: string }[] };
  const idOf = (part: string) => events.find(({ title }) => title.includes(part))?.id ?? "";
  return {
    paid: idOf("Osaka"),
    deposit: RIVERA.eventId,
    tentative: idOf("Rivera family"),
    noTerms: idOf("Harbor tour"),
    cancelled: idOf("birthday"),
  };
}

/** The banner, if it has this tone. */
export function bannerOf(page: Page, tone: keyof typeof FILLS | "checking"): Locator {
  return page.locator(`payment-state [data-tone="${tone}"]`);
}

/** All text that the element shows. It is in the shadow root, which the page's own text does not include. */
export function shownText(page: Page): Promise<string> {
  return page.locator('payment-state [part="base"]').innerText();
}

/** How often the page shows green now: once, or in most tests zero times. */
export function countGreen(page: Page): Promise<number> {
  return bannerOf(page, "clear").count();
}

/** Focuses the page, which refreshes it. */
export function focusPage(page: Page): Promise<void> {
  return page.evaluate(() => void dispatchEvent(new Event("focus")));
}

/** Sets the page's visibility, as scripts see it. */
export function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

/** Sets the terms of an event as the admin. */
export async function setTerms(
  crew: Crew,
  input: { eventId: string; agreedTotal: string; deposit?: string },
): Promise<void> {
  const mutation = `mutation ($input: SetEventTermsInput!) { setEventTerms(input: $input) { __typename } }`;
  const { data } = await ask(crew, mutation, { input });
  if (data.setEventTerms.__typename !== "EventTermsSet") throw new Error(JSON.stringify(data));
}
