import { globSync } from "node:fs";
import { parse, visit } from "graphql";
import type { Found } from "./found-text.ts";
import { scriptTexts } from "./script-texts.ts";

const HASH_COMMENTS = /(?:^\s*#.*\n)+/gm;

const PATTERNS = [
  "{server,client,deploy,build,bench,examples,test}/**/*.{ts,tsx,js,mjs}",
  "{client,server}/**/*.{css,html,graphql}",
  "schema/*.graphql",
  "*.md",
  "{docs,bench,deploy,examples,build,test}/**/*.md",
];

/** Copies of other files. */
const COPIES = /\/generated\/|^schema\/(?:released|schema)\.graphql$/;

/** Files of which the texts are on screens and in mails, which have their own style. */
const ON_SCREEN =
  /^client\/(?:dispatch|gallery|explorer)\/|^bench\/peers\/|^server\/mail\/(?:html|letter|mail-subjects|payment-mails|terms-mail|import-mail|phrase)\.ts$/;

/** Every file with checked texts. */
export const englishFiles = (): string[] =>
  globSync(PATTERNS, { exclude: ["**/node_modules", "**/cdk.out"] })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !COPIES.test(file))
    .sort();

/** The texts of a file with this content. */
export function textsOf(file: string, source: string): Found[] {
  if (/\.(?:ts|tsx|js|mjs)$/.test(file))
    return scriptTexts(file, source).filter(({ kind }) => kind !== "text" || !ON_SCREEN.test(file));
  if (file.endsWith(".md")) return [{ kind: "sentence", text: proseOf(file, source), offset: 0 }];
  if (file.startsWith("schema/")) return descriptionsIn(source);
  return commentsIn(source, file.endsWith(".graphql") ? HASH_COMMENTS : /\/\*.*?\*\/|<!--.*?-->/gs);
}

function commentsIn(source: string, pattern: RegExp): Found[] {
  return [...source.matchAll(pattern)].map(({ 0: text, index }) => ({
    kind: "comment",
    text,
    offset: index,
  }));
}

/** Markdown without code, link targets and the table of words itself; blanks keep the positions. */
function proseOf(file: string, source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  const prose = source
    .replace(/^```.*?^```/gms, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\]\([^)\s]*\)/g, blank);
  return file === "CONTRIBUTING.md" ? prose.replace(/^## English$.*?(?=^## )/ms, blank) : prose;
}

function descriptionsIn(source: string): Found[] {
  const found = commentsIn(source, HASH_COMMENTS);
  visit(parse(source), {
    enter(node) {
      const { loc } = ("description" in node ? node.description : undefined) ?? {};
      if (loc) found.push({ kind: "description", text: source.slice(loc.start, loc.end), offset: loc.start });
    },
  });
  return found;
}
