import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  cardOf,
  type Dispatch,
  openForm,
  pressLogPayment,
  RIVERA,
  startDispatch,
  typePayment,
  watchOperation,
} from "../support/page-driver.ts";

let dispatch: Dispatch;
let page: Page;
let form: Locator;

beforeAll(async () => {
  dispatch = await startDispatch();
});

afterAll(() => dispatch.stop());

beforeEach(async () => {
  await page?.context().close();
  page = await dispatch.openSignedIn();
  form = await openForm(cardOf(page, RIVERA.eventId));
});

/** The description that a screen reader adds to a field's label. */
const descriptionOf = (field: Locator) =>
  field.evaluate((element: HTMLElement) => {
    const root = element.getRootNode() as ShadowRoot;
    return root.getElementById(element.getAttribute("aria-describedby") ?? "")?.textContent;
  });

describe("a form with invalid fields", () => {
  it("stays open, names each of them, and sends nothing", async () => {
    const mutations = watchOperation(page, "LogPayment");
    await typePayment(form, {
      amount: "12x",
      method: "Zelle",
      patronEmail: "maya",
      receivedOn: "2199-01-01",
    });
    await pressLogPayment(form);

    const faults = {
      "Who paid": "Enter who paid.",
      Amount: "Enter the amount as a number, such as 125.50.",
      "Zelle confirmation": "Zelle confirmation is needed.",
      "Received on": "Choose today or an earlier day.",
      "Email for a receipt": "Enter an address such as maya@example.com, or leave it empty.",
    };
    for (const [label, fault] of Object.entries(faults)) {
      const field = form.getByLabel(label);
      expect(await descriptionOf(field)).toBe(fault);
      expect(await field.getAttribute("aria-invalid")).toBe("true");
    }
    expect(await form.isVisible()).toBe(true);
    expect(mutations).toHaveLength(0);
  });

  it("focuses the first of them", async () => {
    await typePayment(form, { patron: "Maya Rivera", amount: "", method: "Cash" });
    await pressLogPayment(form);
    const amount = form.getByLabel("Amount");
    await expect
      .poll(() => amount.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field))
      .toBe(true);
  });

  it("requires a method", async () => {
    await typePayment(form, { patron: "Maya Rivera", amount: "10" });
    await pressLogPayment(form);
    expect(await descriptionOf(form.getByRole("radiogroup"))).toBe("Choose how it was paid.");
  });

  it("removes an error as soon as its field is valid", async () => {
    await typePayment(form, { amount: "" });
    await pressLogPayment(form);
    await form.getByText("Enter who paid.").waitFor();
    await typePayment(form, { patron: "Maya Rivera" });
    await form.getByText("Enter who paid.").waitFor({ state: "detached" });
    expect(await form.getByText("Enter how much was received.").isVisible()).toBe(true);
  });
});

describe("a fault that only the server knows", () => {
  it("is shown at its field, and no typed value is lost", async () => {
    await typePayment(form, {
      patron: "Maya Rivera",
      amount: "10",
      method: "Cash",
      notes: "4111 1111 1111 1111",
    });
    await pressLogPayment(form);
    const notes = form.getByLabel("Notes");
    await expect.poll(() => notes.getAttribute("aria-invalid")).toBe("true");
    expect(await descriptionOf(notes)).toMatch(/card number/i);
    expect(await notes.inputValue()).toBe("4111 1111 1111 1111");
    expect(await form.getByLabel("Amount").inputValue()).toBe("10.00");
  });
});

describe("a reference", () => {
  it("is not shown for cash, and is optional for Venmo", async () => {
    await typePayment(form, { method: "Cash" });
    expect(await form.locator('[name="reference"]').count()).toBe(0);
    await typePayment(form, { method: "Venmo" });
    expect(await form.getByLabel("Venmo transaction").isVisible()).toBe(true);
    await pressLogPayment(form);
    expect(await form.getByLabel("Venmo transaction").getAttribute("aria-invalid")).toBe("false");
  });
});
