import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const PAGES = globSync(["*.md", "{docs,deploy,bench,examples,build,test}/**/*.md"], {
  exclude: (name) => name.includes("node_modules") || name.includes("cdk.out"),
});

/** Written by programs, or in the words that a program puts together. */
const GENERATED = /^(?:docs\/elements\/|build\/metadata\/|bench\/RESULTS|test\/RELIABILITY)/;

/** Records keep the lines in which they were written. */
const RECORD = /^docs\/decisions\/\d/;

const MAX_CHARACTERS_OF_A_LINE = 120;
const MAX_WORDS_OF_THE_README = 700;

const textOf = (page: string) => readFileSync(page, "utf8");

/** The lines of a page outside of code, with their numbers. */
function proseOf(page: string): { line: string; at: string }[] {
  let isCode = false;
  return textOf(page)
    .split("\n")
    .flatMap((line, index) => {
      const isFence = /^ *```/.test(line);
      if (isFence) isCode = !isCode;
      return isFence || isCode ? [] : [{ line, at: `${page}:${index + 1}` }];
    });
}

/** The links of a page to files here: where each leads, and the heading that it names. */
const linksOf = (page: string) =>
  proseOf(page).flatMap(({ line, at }) =>
    [...line.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)]
      .filter(([, to = ""]) => !/^[a-z]+:/.test(to))
      .map(([, to = "", heading]) => ({ at, heading, target: to === "" ? page : join(dirname(page), to) })),
  );

/** The names by which GitHub links to the headings of a page. */
const headingsOf = (page: string) =>
  proseOf(page).flatMap(({ line }) => {
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    const name = heading
      ?.toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    return name === undefined ? [] : [name];
  });

const LINKS = PAGES.flatMap(linksOf);

describe("the pages", () => {
  it("link to files that exist", () => {
    expect(PAGES.length).toBeGreaterThan(60);
    expect(LINKS.length).toBeGreaterThan(250);
    expect(LINKS.filter(({ target }) => !existsSync(target))).toEqual([]);
  });

  it("link to headings that exist", () => {
    const named = LINKS.filter(({ target, heading }) => heading !== undefined && existsSync(target));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter(({ target, heading = "" }) => !headingsOf(target).includes(heading))).toEqual([]);
  });

  it("name files of the repository that exist", () => {
    const named = PAGES.filter((page) => !GENERATED.test(page)).flatMap((page) =>
      [...textOf(page).matchAll(/`((?:server|client|deploy|build|schema|test|docs)\/[\w./-]+\.\w+)`/g)].map(
        ([, file = ""]) => ({ page, file }),
      ),
    );
    const isMade = (file: string) => file === "deploy/operator.json";
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ file }) => !isMade(file) && !existsSync(file))).toEqual([]);
  });

  it("are all found from the index of the documentation", () => {
    const linked = new Set(
      LINKS.filter(({ at }) => /^docs\/(?:decisions\/)?README\.md/.test(at)).map(({ target }) => target),
    );
    const pages = PAGES.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
    expect(pages.filter((page) => !linked.has(page))).toEqual([]);
  });

  it("wrap their prose, tables aside", () => {
    const isLong = (line: string) => line.length > MAX_CHARACTERS_OF_A_LINE && !line.startsWith("|");
    // A link cannot be broken.
    const canWrap = (line: string) =>
      line
        .replace(/^\s*(?:[-*>]|\d+\.)?\s*/, "")
        .slice(0, MAX_CHARACTERS_OF_A_LINE)
        .includes(" ");
    const long = PAGES.filter((page) => !GENERATED.test(page) && !RECORD.test(page))
      .flatMap(proseOf)
      .filter(({ line }) => isLong(line) && canWrap(line));
    expect(long.map(({ at }) => at)).toEqual([]);
  });

  it("begin with a README that is read in minutes", () => {
    expect(textOf("README.md").split(/\s+/).length).toBeLessThanOrEqual(MAX_WORDS_OF_THE_README);
  });
});
