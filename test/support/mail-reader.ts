import type { ParsedMail } from "mailparser";
import type { Page } from "playwright-core";

/** A mail's HTML as a browser reads it. */
export interface ReadHtml {
  heading: string;
  /** The value beside each label. */
  facts: Record<string, string>;
  /** Every element with its attributes, in order, except those that only isolate a text. */
  outline: string[];
}

/** Reads a mail's HTML with the parser of a browser. */
export function readHtml(page: Page, mail: ParsedMail | undefined): Promise<ReadHtml> {
  return page.evaluate((markup) => {
    const parsed = new DOMParser().parseFromString(markup, "text/html");
    const rows = [...parsed.querySelectorAll("tr")].map(({ cells }) =>
      [...cells].map((cell) => cell.textContent ?? ""),
    );
    const elements = [...parsed.querySelectorAll("*")].filter(({ localName }) => localName !== "bdi");
    return {
      heading: parsed.querySelector("h1")?.textContent ?? "",
      facts: Object.fromEntries(rows),
      outline: elements.map(({ localName, attributes }) =>
        [localName, ...[...attributes].map(({ name, value }) => `${name}=${value}`)].join(" "),
      ),
    };
  }, mail?.html || "");
}

/** The value of a label in a mail's plain text; its further lines are indented like the first. */
export function readFact(mail: ParsedMail | undefined, label: string): string | undefined {
  const lines = (mail?.text ?? "").split("\n");
  const start = lines.findIndex((line) => line.startsWith(`${label}:`));
  const first = lines[start];
  if (first === undefined) return undefined;
  const indent = /^[^:]+: +/.exec(first)?.[0].length ?? 0;
  const after = lines.slice(start + 1);
  const end = after.findIndex((line) => !line.startsWith(" ".repeat(indent)));
  return [first, ...after.slice(0, end)].map((line) => line.slice(indent)).join("\n");
}

/** The names of all header lines, with repetitions. */
export function headerNames(mail: ParsedMail | undefined): string[] {
  return mail?.headerLines.map(({ key }) => key).toSorted() ?? [];
}
