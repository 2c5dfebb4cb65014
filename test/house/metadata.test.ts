import { globSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ElementDeclaration, elementsOf, type Manifest } from "../../build/metadata/manifest-types.ts";
import { metadataFiles, metadataFolders } from "../../build/metadata/metadata-files.ts";

const files = metadataFiles();
const manifest: Manifest = JSON.parse(files.get("metadata/custom-elements.json") ?? "");
const elements = elementsOf(manifest);
const tagNames = elements.map(({ tagName }) => tagName);

/** Sources of an element outside its own folder. */
const ALSO: Partial<Record<string, string[]>> = {
  "payment-list": ["outbox/*.ts", "entry/entry*.ts"],
  "payment-modal": ["dialog/*.ts", "entry/existing-view.ts"],
};

const sourcesIn = (folder: string) =>
  [`${folder}/*.ts`, ...(ALSO[folder] ?? [])]
    .flatMap((pattern) => globSync(`client/${pattern}`))
    .map((file) => readFileSync(file, "utf8").replace(/\/\*.*?\*\//gs, ""));

/** The values of an attribute in the templates of an element's folder; results of expressions are unknown. */
function wordsOf(attribute: string, { tagName }: ElementDeclaration) {
  const source = sourcesIn(tagName).join("\n");
  const values = [...source.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(
    ([, value = ""]) => value,
  );
  const words = values.flatMap((value) => value.replace(/\$\{.*?\}/g, "").split(" "));
  const mayBeComputed = (word: string) =>
    values.some((value) => value.includes("${")) && source.includes(`"${word}"`);
  return { words: new Set(words.filter(Boolean)), mayBeComputed };
}

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name);

describe("the metadata of the elements", () => {
  it("is current and complete", () => {
    const stale = [...files]
      .filter(([file, text]) => readFileSync(file, "utf8") !== text)
      .map(([file]) => file);
    expect(stale).toEqual([]);
    const there = metadataFolders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
    expect(there.sort()).toEqual([...files.keys()].sort());
  });

  it("lists every element that payments.js registers, with a page for each", () => {
    const imported = [
      ...readFileSync("client/payments.ts", "utf8").matchAll(/"\.\/elements\/([\w-]+)\.ts"/g),
    ];
    expect(tagNames).toEqual(imported.map(([, tagName]) => tagName).sort());
    expect(tagNames).toContain("payment-list");
    const index = files.get("docs/elements/README.md");
    for (const tagName of tagNames) expect(index).toContain(`[\`<${tagName}>\`](${tagName}.md)`);
  });

  it("describes exactly the CSS parts of the templates", () => {
    for (const element of elements) {
      const { words, mayBeComputed } = wordsOf("part", element);
      const documented = namesOf(element.cssParts);
      expect([...words].filter((word) => !documented.includes(word))).toEqual([]);
      expect(documented.filter((word) => !words.has(word) && !mayBeComputed(word))).toEqual([]);
    }
    expect(elements.flatMap(({ cssParts }) => cssParts).length).toBeGreaterThan(30);
  });

  it("describes exactly the slots", () => {
    for (const element of elements) {
      const source = sourcesIn(element.tagName).join("\n");
      const slots = [...source.matchAll(/<slot(?: name="([\w-]+)")?>/g)].map(([, name = ""]) => name);
      expect(namesOf(element.slots).sort()).toEqual([...new Set(slots)].sort());
    }
  });

  it("describes exactly the custom properties that the styles of an element use", () => {
    const taken = (css: string) =>
      new Set([...css.matchAll(/var\(--(?:_|payment-)([\w-]+)/g)].map(([, name]) => `--payment-${name}`));
    const buttons = taken(
      readFileSync("client/shared/tokens.ts", "utf8").split("export const buttonStyles")[1] ?? "",
    );
    const toasts = taken(readFileSync("client/dialog/toast.styles.ts", "utf8"));
    for (const element of elements) {
      const own = taken(sourcesIn(element.tagName).join("\n"));
      const documented = namesOf(element.cssProperties);
      expect([...own].filter((name) => !documented.includes(name))).toEqual([]);
      expect(documented.filter((name) => ![own, buttons, toasts].some((names) => names.has(name)))).toEqual(
        [],
      );
    }
  });

  it("lists every custom property of the sources in one table, with its defaults in light and dark mode", () => {
    const used = sourcesIn("**").flatMap((source) =>
      [...source.matchAll(/--payment-[\w-]+/g)].map(([name]) => name),
    );
    const table = files.get("docs/elements/README.md")?.split("## CSS custom properties")[1] ?? "";
    const rows = [...table.matchAll(/^\| `(--[\w-]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...new Set(used)].sort());
    expect(table).toContain("| `#0b5c7d` | `#7cc7e6` |");
    expect(table).toContain("| `33rem` | the same |");
  });

  it("has the type of every event's detail", () => {
    const modal = elements.find(({ tagName }) => tagName === "payment-modal");
    expect(modal?.events.find(({ name }) => name === "payment-logged")?.type.text).toBe(
      "CustomEvent<{ payment: EntryFragment; event: EventTotalsFragment; replayed: boolean }>",
    );
  });

  it("contains nothing about this machine, and nothing that pages cannot use", () => {
    const all = [...files.values()].join("\n");
    const words = [
      process.cwd(),
      "node_modules",
      '"name": "#',
      '"privacy"',
      "Controller",
      "announceError",
      "onRefresh",
    ];
    expect(words.filter((word) => all.includes(word))).toEqual([]);
  });
});
