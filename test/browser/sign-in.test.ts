import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  logPayment,
  RIVERA,
  signIn,
  startDispatch,
  totalOn,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch({ SAFELIST_ONLY: "on" });
});

afterAll(() => dispatch.stop());

async function post(query: string, authorization: string): Promise<{ status: number; body: string }> {
  const headers = { "content-type": "application/json", authorization };
  const init = { method: "POST", headers, body: JSON.stringify({ query }) };
  const response = await fetch(`${dispatch.url}/graphql`, init);
  return { status: response.status, body: await response.text() };
}

describe("an installation that accepts only the operations of its own pages", () => {
  it("allows the page to sign in, show and log payments, and refuses everything else", async () => {
    const page = await dispatch.openPage();
    await signIn(page, dispatch);
    const card = cardOf(page, RIVERA.eventId);
    await logPayment(card, { patron: "Tom Okafor", amount: "10", method: "Cash" });

    await expect.poll(() => totalOn(card).textContent()).toBe("$560.00");
    const own = await post("{ settings { currency } }", `Bearer ${dispatch.password}`);
    expect([own.status, own.body]).toEqual([403, expect.stringContaining("OPERATION_NOT_LISTED")]);
    await page.context().close();
  });
});

describe("signing in during a guessing attack from the same address", () => {
  it("is refused on a new device until a stated time, and works on one that signed in before", async () => {
    const known = await dispatch.openPage();
    await signIn(known, dispatch);
    await known.getByRole("button", { name: "Sign out" }).click();
    for (let at = 0; at < 12; at += 1) await post("{ viewer { kind } }", `guess ${at}`);

    const stranger = await dispatch.openPage();
    await stranger.getByRole("button", { name: "Sign in" }).first().click();
    const dialog = stranger.getByRole("dialog", { name: "Sign in" });
    await dialog.getByLabel("Your name").fill("Tom Okafor");
    await dialog.getByLabel("Password").fill(dispatch.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.getByText("Too many wrong passwords. Try again in 60 minutes.").waitFor();

    await signIn(known, { password: dispatch.password });
    await totalOn(cardOf(known, RIVERA.eventId)).waitFor();
    await Promise.all([known, stranger].map((page) => page.context().close()));
  });
});
