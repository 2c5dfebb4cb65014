import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const NAME = "dispatch-payments-elements";

/** What a consumer writes. The lines that say "wrong" are to be refused, and no others. */
const CONSUMER = {
  "page.ts": `
    import "${NAME}/payment-list.js";

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
  "own-name.ts": `
    import { PaymentState, type PaymentToastEvent } from "${NAME}/classes.js";

    class CrewBanner extends PaymentState {
      override interval = 30;
    }
    customElements.define("crew-banner", CrewBanner);
    export const say = ({ detail }: PaymentToastEvent): string => detail.message;
    export const tone = ({ detail }: PaymentToastEvent): "loud" => detail.tone; // wrong: no such tone
  `,
  "view.tsx": `
    import type {} from "${NAME}/jsx";

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
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      ...{
        target: "ES2022",
        module: "ESNext",
        moduleResolution: "bundler",
        lib: ["ES2022", "DOM", "DOM.Iterable"],
      },
      ...{ strict: true, jsx: "preserve", noEmit: true, skipLibCheck: false, types: [] },
    },
  }),
};

const run = promisify(execFile);

let project: string;
let installed: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "payments-consumer-"));
  installed = join(project, "node_modules", NAME);
  const { stdout } = await run("npm", [
    "pack",
    resolve("dist/package"),
    "--pack-destination",
    project,
    "--json",
  ]);
  await mkdir(installed, { recursive: true });
  const archive = join(project, JSON.parse(stdout)[0].filename);
  await run("tar", ["-xzf", archive, "--strip-components=1", "-C", installed]);
  const { dependencies } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve("node_modules", name), link);
  }
  for (const [file, text] of Object.entries(CONSUMER)) await writeFile(join(project, file), text);
});

afterAll(() => rm(project, { recursive: true }));

/** What a page of this one file would load, without the packages that it shares with others. */
async function bundled(text: string): Promise<string> {
  const input = join(project, "entry.js");
  await writeFile(input, text);
  const bundle = await rolldown({ input, external: /^(lit|@urql)\b/, logLevel: "silent" });
  const { output } = await bundle.generate();
  return output.map((file) => ("code" in file && !file.isDynamicEntry ? file.code : "")).join("\n");
}

describe("the npm package", () => {
  it("has its own dependencies and version, those of this project", async () => {
    const own = JSON.parse(await readFile("package.json", "utf8"));
    const published = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    expect(published).toMatchObject({ name: NAME, version: own.version, license: "MIT", type: "module" });
    expect(Object.keys(published.dependencies)).toContain("lit");
    for (const [name, version] of Object.entries(published.dependencies))
      expect(own.dependencies[name]).toBe(version);
    expect(published.scripts).toBeUndefined();
  });

  it("exports files that are there, each module with its types", async () => {
    const { exports, customElements } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
    const targets = Object.values<string | object>(exports).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target),
    );
    expect(targets.length).toBeGreaterThan(15);
    expect([customElements, ...targets].filter((target) => !existsSync(join(installed, target)))).toEqual([]);
    const modules = Object.entries<object>(exports).filter(([name]) => name.endsWith(".js"));
    expect(modules.filter(([, target]) => !("types" in target))).toEqual([]);
  });

  it("has a manifest that names its own modules, and pages whose links lead somewhere", async () => {
    const manifest = JSON.parse(await readFile(join(installed, "custom-elements.json"), "utf8"));
    for (const { path, exports } of manifest.modules) {
      expect(existsSync(join(installed, path))).toBe(true);
      for (const { declaration } of exports) expect(declaration.module).toBe(path);
    }
    const readme = await readFile(join(installed, "README.md"), "utf8");
    const links = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, to = ""]) => to);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((to) => !existsSync(join(installed, to)))).toEqual([]);
  });

  it("lets a bundler leave out what a page does not use, but never the registration of an element", async () => {
    const state = await bundled(
      `import { PaymentState } from "${NAME}/classes.js"; console.log(PaymentState);`,
    );
    expect(state).toContain("Clear to depart");
    expect(state).not.toContain("showModal");
    expect(state).not.toContain("customElements.define");
    const list = await bundled(`import "${NAME}/payment-list.js";`);
    for (const tagName of ["payment-list", "payment-modal", "payment-provider"])
      expect(list).toContain(`define("${tagName}", `);
    expect(list).not.toContain("Clear to depart");
    expect(await bundled(`import "${NAME}/classes.js";`)).not.toContain("class");
  });

  it("is typed: elements, events, classes and JSX can be used as they are meant, and not otherwise", async () => {
    const wrong = Object.entries(CONSUMER).flatMap(([file, text]) =>
      text.split("\n").flatMap((line, index) => (line.includes("// wrong") ? `${file}(${index + 1}` : [])),
    );
    const { stdout } = await run(
      process.execPath,
      [resolve("node_modules/typescript/bin/tsc"), "-p", project, "--pretty", "false"],
      { cwd: project },
    ).catch((refused) => refused);
    const refused = [...stdout.matchAll(/^(\S+\(\d+),\d+\): error/gm)].map(([, place]) => place);
    expect(wrong).toHaveLength(9);
    expect([...new Set(refused)].sort(), stdout).toEqual(wrong.sort());
  });
});
