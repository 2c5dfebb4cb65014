import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPackage, PACKAGE, type PackageConsumer } from "../support/package-consumer.ts";

/** A consumer's files, each compiled separately. Exactly the lines with "wrong" must be refused. */
const WRITTEN = {
  "page.ts": `
    import "${PACKAGE}/payment-list.js";

    const list = document.querySelector("payment-list");
    if (list) list.eventId = "2026-06-14-rivera-sunset";
    list?.refresh();
    list?.open(); // wrong: that is the modal's
    document.querySelector("payment-modal")?.open("2026-06-14-rivera-sunset");
    document.querySelector("payment-modal")?.open(14); // wrong: ids are text
    document.querySelector("payment-provider")?.onRefresh(() => {}); // wrong: for the elements only
    document.addEventListener("payment-logged", ({ detail }) => {
      const amount: string = detail.event.totalCollected.amount;
      const wholeUnits: number = detail.event.totalCollected.amount; // wrong: never a number
      return [amount, wholeUnits, detail.payment.patron];
    });
    list?.addEventListener("payment-error", ({ detail }) => detail.requestId);
    list?.addEventListener("payment-error", ({ detail }) => detail.patron); // wrong: not in this detail
  `,
  "crew.ts": `
    import "${PACKAGE}/payment-state.js";

    document.querySelector("payment-state")?.addEventListener("payment-error", ({ detail }) => detail.message.trim());
    document.querySelector("payment-state")!.interval = "often"; // wrong: seconds
  `,
  "everything.ts": `
    import "${PACKAGE}/payments.js";
    import "${PACKAGE}/legacy.js";

    document.addEventListener("payment-close", ({ detail }) => detail.outcome === "unknown");
    document.addEventListener("payment-close", ({ detail }) => detail.outcome === "lost"); // wrong: no such outcome
  `,
  "own-name.ts": `
    import { PaymentState, type PaymentToastEvent } from "${PACKAGE}/classes.js";

    class CrewBanner extends PaymentState {
      override interval = 30;
    }
    customElements.define("crew-banner", CrewBanner);
    export const say = ({ detail }: PaymentToastEvent): string => detail.message;
    export const tone = ({ detail }: PaymentToastEvent): "loud" => detail.tone; // wrong: no such tone
  `,
  "view.tsx": `
    import type {} from "${PACKAGE}/jsx";

    export const views = [
      <payment-provider endpoint="/graphql" getToken={async () => "token"} onpayment-logged={({ detail }) => detail.replayed}>
        <payment-list event-id="2026-06-14-rivera-sunset" class="card" />
        <payment-modal isOpen />
      </payment-provider>,
      <payment-state event-id="2026-06-14-rivera-sunset" interval="often" />, // wrong: seconds
      <payment-list token="secret" />, // wrong: never in the markup
      <payment-modal open />, // wrong: would replace the method
    ];
  `,
};

let consumer: PackageConsumer;

const read = (file: string) => readFile(join(consumer.installed, file), "utf8");

const isThere = (file: string) => existsSync(join(consumer.installed, file));

beforeAll(async () => {
  consumer = await installPackage();
});

afterAll(() => consumer.remove());

describe("the npm package", () => {
  it("has the version and pinned dependencies of this project", async () => {
    const own = JSON.parse(await readFile("package.json", "utf8"));
    const published = JSON.parse(await read("package.json"));
    expect(published).toMatchObject({ name: PACKAGE, version: own.version, license: "MIT", type: "module" });
    expect(Object.keys(published.dependencies)).toContain("lit");
    for (const [name, version] of Object.entries(published.dependencies))
      expect(own.dependencies[name]).toBe(version);
    expect(published.scripts).toBeUndefined();
  });

  it("exports existing files, each module with its types", async () => {
    const { exports, customElements } = JSON.parse(await read("package.json"));
    const targets = Object.values<string | object>(exports).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target),
    );
    expect(targets.length).toBeGreaterThan(15);
    expect([customElements, ...targets].filter((target) => !isThere(target))).toEqual([]);
    const modules = Object.entries<object>(exports).filter(([name]) => name.endsWith(".js"));
    expect(modules.filter(([, target]) => !("types" in target))).toEqual([]);
  });

  it("has a manifest of its own modules, and pages with working links", async () => {
    const manifest = JSON.parse(await read("custom-elements.json"));
    for (const { path, exports } of manifest.modules) {
      expect(isThere(path)).toBe(true);
      for (const { declaration } of exports) expect(declaration.module).toBe(path);
    }
    const links = [...(await read("README.md")).matchAll(/\]\((?!https:)([^)]+)\)/g)].map(
      ([, to = ""]) => to,
    );
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((to) => !isThere(to))).toEqual([]);
  });

  it("allows a bundler to drop unused code, but never the registration of an element", async () => {
    const state = await consumer.bundle(
      `import { PaymentState } from "${PACKAGE}/classes.js"; console.log(PaymentState);`,
    );
    expect(state).toContain("./state-content");
    expect(state).not.toContain("showModal");
    expect(state).not.toContain("customElements.define");
    const list = await consumer.bundle(`import "${PACKAGE}/payment-list.js";`);
    for (const tagName of ["payment-list", "payment-modal", "payment-provider"])
      expect(list).toContain(`define("${tagName}", `);
    expect(list).not.toContain("./state-content");
    expect(await consumer.bundle(`import "${PACKAGE}/classes.js";`)).not.toContain("class");
  });

  it.each(Object.entries(WRITTEN))("is typed: %s compiles except for its wrong lines", async (name, text) => {
    const wrong = text.split("\n").flatMap((line, index) => (line.includes("// wrong") ? [index + 1] : []));
    const output = await consumer.compile({ name, text });
    const refused = output.flatMap(
      (line) => /^(\S+)\((\d+),\d+\): error/.exec(line)?.slice(1, 3).join(" ") ?? [],
    );
    expect(wrong.length).toBeGreaterThan(0);
    expect([...new Set(refused)], output.join("\n")).toEqual(wrong.map((line) => `${name} ${line}`));
  });
});
