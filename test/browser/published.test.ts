import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { elementsOf, fieldsOf, type Manifest, methodsOf } from "../../build/metadata/manifest-types.ts";
import { type Chromium, openChromium } from "../support/chromium.ts";
import { ENDPOINT, openForeignPage } from "../support/foreign-page.ts";
import { watchPolicy } from "../support/policy-watch.ts";

const MODULE_URL = "https://dispatch.example.com/payments.js";
const MODULE = `<script type="module" src="${MODULE_URL}"></script>`;
const LIST = `<payment-list event-id="2026-06-14-rivera-sunset" endpoint="${ENDPOINT}"></payment-list>`;

let browser: Chromium;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(() => browser.close());

const isDefined = (page: Page, tagName: string) =>
  page.evaluate((name) => customElements.get(name) !== undefined, tagName);

/** Collects the page's requests from now on. */
function watchRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  return urls;
}

describe("the manifest", () => {
  it("names the elements, attributes, properties and methods that exist", async () => {
    const manifest: Manifest = JSON.parse(await readFile("metadata/custom-elements.json", "utf8"));
    const page = await openForeignPage(browser, {
      html: MODULE,
      scripts: { [MODULE_URL]: await readFile("dist/client/payments.js") },
      prepare: (opening) =>
        opening.addInitScript(() => {
          const defined = new Map<string, CustomElementConstructor>();
          const define = customElements.define.bind(customElements);
          customElements.define = (name, element) => {
            defined.set(name, element);
            define(name, element);
          };
          Object.assign(window, { defined });
        }),
    });
    const found = await page.evaluate(() => {
      interface LitClass extends CustomElementConstructor {
        observedAttributes: string[];
        elementProperties: Map<string, { state?: boolean }>;
      }
      const { defined } = window as unknown as { defined: Map<string, LitClass> };
      return [...defined].map(([tagName, element]) => ({
        tagName,
        attributes: [...element.observedAttributes].sort(),
        fields: [...element.elementProperties]
          .filter(([, { state }]) => !state)
          .map(([name]) => name)
          .sort(),
        methods: Object.getOwnPropertyNames(element.prototype),
      }));
    });
    const names = (items: readonly { name: string }[]) => items.map(({ name }) => name).sort();

    expect(found.map(({ tagName }) => tagName).sort()).toEqual(
      elementsOf(manifest).map(({ tagName }) => tagName),
    );
    for (const element of elementsOf(manifest)) {
      expect(found.find(({ tagName }) => tagName === element.tagName)).toMatchObject({
        attributes: names(element.attributes),
        fields: names(fieldsOf(element)),
        methods: expect.arrayContaining(names(methodsOf(element))),
      });
    }
    await page.context().close();
  });
});

describe("the file for other servers", () => {
  const url = async () => /src="([^"]+)"/.exec((await snippet()).html)?.[1] ?? "";
  const snippet = async () => JSON.parse(await readFile("dist/cdn/integrity.json", "utf8"));

  it("is all that a page loads, and the browser accepts it by its hash", async () => {
    const body = await readFile("dist/cdn/payments.js");
    let asked: string[] = [];
    const page = await openForeignPage(browser, {
      html: (await snippet()).html + LIST,
      scripts: { [await url()]: body },
      prepare: async (opening) => {
        asked = watchRequests(opening);
      },
    });
    await page.getByText("Sign in to see payments.").waitFor();
    expect(asked).toEqual(["https://dispatch.example.com/", await url(), ENDPOINT]);
    expect(body.toString()).not.toMatch(/\bimport\b\s*[("'{*]/);
    await page.context().close();
  });

  it("is refused if a byte of it was changed", async () => {
    const body = await readFile("dist/cdn/payments.js");
    body[body.length - 2] = (body.at(-2) ?? 0) ^ 1;
    const complaints: string[] = [];
    const page = await openForeignPage(browser, {
      html: (await snippet()).html + LIST,
      scripts: { [await url()]: body },
      prepare: async (opening) => {
        opening.on("console", (message) => complaints.push(message.text()));
      },
    });
    await expect.poll(() => complaints.join("\n")).toContain("integrity");
    expect(await isDefined(page, "payment-list")).toBe(false);
    await page.context().close();
  });

  it("works under the policy in the elements' documentation, which allows no more than it needs", async () => {
    const readme = await readFile("docs/elements/README.md", "utf8");
    const [, policy = ""] = /^Content-Security-Policy: (.+)$/m.exec(readme) ?? [];
    const open = async (enforced: string) => {
      let watch = { violations: [] as string[], complaints: [] as string[] };
      const page = await openForeignPage(browser, {
        html: `<html lang="en">${(await snippet()).html}${LIST}</html>`,
        scripts: { [await url()]: await readFile("dist/cdn/payments.js") },
        policy: enforced,
        prepare: async (opening) => {
          watch = await watchPolicy(opening);
        },
      });
      return { page, watch };
    };
    const { page, watch } = await open(policy);
    await page.getByText("Sign in to see payments.").waitFor();
    expect(watch).toEqual({ violations: [], complaints: [] });
    await page.context().close();

    const directives = ["script-src", "connect-src", "trusted-types"];
    for (const directive of directives) {
      const stricter = policy.replace(new RegExp(`${directive} [^;]+`), `${directive} 'none'`);
      expect(stricter).not.toBe(policy);
      const refused = await open(stricter);
      await expect.poll(() => refused.watch.complaints.length).toBeGreaterThan(0);
      await refused.page.context().close();
    }
  });
});

describe("the modules of the npm package", () => {
  it("register the element that they are named after and those it needs, also beside payments.js", async () => {
    const bundle = await rolldown({
      input: "dist/package/payment-list.js",
      platform: "browser",
      // As a bundler for a page does.
      transform: { define: { "process.env.NODE_ENV": '"production"' } },
      logLevel: "silent",
    });
    const { output } = await bundle.generate({ codeSplitting: false });
    const ownUrl = "https://dispatch.example.com/own.js";
    const scripts = { [ownUrl]: output[0].code, [MODULE_URL]: await readFile("dist/client/payments.js") };
    const own = `<script type="module" src="${ownUrl}"></script>`;

    const alone = await openForeignPage(browser, { html: own + LIST, scripts });
    await alone.getByText("Sign in to see payments.").waitFor();
    const needed = ["payment-list", "payment-modal", "payment-provider", "payment-state"];
    const defined = await Promise.all(needed.map((tagName) => isDefined(alone, tagName)));
    expect(defined).toEqual([true, true, true, false]);
    await alone.context().close();

    const faults: Error[] = [];
    const both = await openForeignPage(browser, {
      html: MODULE + own + LIST,
      scripts,
      prepare: async (opening) => {
        opening.on("pageerror", (fault) => faults.push(fault));
      },
    });
    await both.getByText("Sign in to see payments.").waitFor();
    expect(await isDefined(both, "payment-state")).toBe(true);
    expect(faults).toEqual([]);
    await both.context().close();
  });
});
