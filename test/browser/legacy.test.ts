import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  entriesOn,
  minorUnitsOn,
  paymentForm,
  RIVERA,
  startDispatch,
  typePayment,
  variablesOf,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

describe("a page that includes legacy.js", () => {
  it("opens, sends and closes the form, and redraws a list, with the four functions of the legacy page", async () => {
    const page = await dispatch.openSignedIn({ bypassCSP: true });
    await page.addScriptTag({ url: "/legacy.js", type: "module" });
    const call = (code: string) => page.evaluate(code);
    await expect.poll(() => call("typeof openPaymentModal")).toBe("function");
    const card = cardOf(page, RIVERA.eventId);
    const before = await minorUnitsOn(card);

    await call(`openPaymentModal("${RIVERA.eventId}")`);
    const form = paymentForm(page);
    await typePayment(form, { patron: "Tom Okafor", amount: "12", method: "Cash" });
    await call("closePaymentModal()");
    await form.waitFor({ state: "hidden" });
    await call("submitPayment()");
    expect(await minorUnitsOn(card)).toBe(before);

    await call(`openPaymentModal("${RIVERA.eventId}")`);
    await form.getByLabel("Who paid").waitFor();
    expect(await form.getByLabel("Who paid").inputValue()).toBe("Tom Okafor");
    await call("submitPayment()");
    await form.waitFor({ state: "hidden" });
    expect(await minorUnitsOn(card)).toBe(before + 1200);
    expect(await entriesOn(card).first().textContent()).toContain("Tom Okafor");

    const reads = watchOperation(page, "Dashboard");
    await call(`renderPaymentsList("${RIVERA.eventId}")`);
    await expect.poll(() => reads.length).toBe(1);
    expect(variablesOf(reads[0] as Request).ids).toEqual([RIVERA.eventId]);
    await page.context().close();
  });
});
