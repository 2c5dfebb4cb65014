import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { englishFiles, textsOf } from "./english/file-texts.ts";
import { readWords, wrongWordsIn } from "./english/word-list.ts";

const words = readWords();

/** The wrong words of a file, as `file:line: "word" in a comment: write the replacement`. */
function faultsIn(file: string, source: string): string[] {
  const faults = textsOf(file, source).flatMap((found) =>
    wrongWordsIn(found, words).map(({ word, instead, at }) => {
      const line = source.slice(0, found.offset + at).split("\n").length;
      const where = found.kind === "name" ? `the name ${found.text}` : `a ${found.kind}`;
      return `${file}:${line}: "${word}" in ${where}: write ${instead}`;
    }),
  );
  return [...new Set(faults)];
}

describe("the English of the project", () => {
  it("has no word of the table in CONTRIBUTING.md", () => {
    const files = englishFiles();
    const faults = files.flatMap((file) => faultsIn(file, readFileSync(file, "utf8")));

    expect(files.length).toBeGreaterThan(900);
    expect(faults).toEqual([]);
  });
});

describe("the check of words", () => {
  it("reads a table with words and replacements", () => {
    expect(words.rules.length).toBeGreaterThan(15);
    for (const { words: not, instead } of words.rules)
      expect([not.length > 0, instead.length > 0]).toEqual([true, true]);
  });

  it.each([
    [
      "a description",
      "schema/x.graphql",
      '\n"""For whoever logs."""\nscalar A',
      'x.graphql:2: "whoever" in a description',
    ],
    [
      "an error",
      "server/x.ts",
      'throw new Error("The caller, whoever it is.");',
      '"whoever" in a text: write the caller',
    ],
    ["a template", "deploy/x.ts", "\nconst a = `For whoever.`;", 'deploy/x.ts:2: "whoever" in a text'],
    ["a text of the client", "client/x.ts", 'throw new Error("whoever");', '"whoever" in a text'],
    ["a comment", "bench/x.ts", "/** For\n * whoever. */", 'bench/x.ts:2: "whoever" in a comment'],
    ["a comment over two lines", "build/x.mjs", "// It is\n// to be read.", '"is to be" in a comment'],
    ["a comment in styles", "client/x.css", "/* For whoever. */", '"whoever" in a comment'],
    ["a comment in markup", "client/x.html", "<!-- For whoever. -->", '"whoever" in a comment'],
    ["prose", "docs/x.md", "Text.\n\nFor whoever.", 'docs/x.md:3: "whoever" in a sentence'],
    [
      "the name of a test",
      "test/x.test.ts",
      'it.each([1])("serves whoever", () => {});',
      '"whoever" in a test name',
    ],
    ["a name", "server/x.ts", "const mendAll = 1;", '"mend" in the name mendAll: write fix'],
    ["a name of two words", "server/x.ts", "f({ isTakenBack });", '"taken back" in the name isTakenBack'],
    ["a constant", "server/x.ts", "const MOST_TRIES = 3;", '"MOST_" in the name MOST_TRIES: write'],
    ["a bound", "server/x.ts", "const { mostTries } = a;", '"most" in the name mostTries: write'],
  ])("reports a word in %s", (_place, file, source, fault) => {
    expect(faultsIn(file, source)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ["a text on screen", "client/x.ts", 'msg("whoever"); html`<p>whoever</p>`; msg(str`whoever`);'],
    ["the name of a module", "server/x.ts", 'import { a } from "./whoever.ts";'],
    ["the data of a test", "test/x.test.ts", 'expect("whoever").toBe(a);'],
    ["code in prose", "docs/x.md", "`whoever`\n```sh\nwhoever\n```\n[a](whoever.md)"],
    ["a longer word", "server/x.ts", 'const amendment = "recommended"; // almost mostly'],
    ["a correct phrase", "server/x.ts", "// It stands for a name, and is no longer used."],
  ])("accepts %s", (_place, file, source) => {
    expect(faultsIn(file, source)).toEqual([]);
  });
});
