import { isolateLine, mayReorder } from "./bidi.ts";
import { type Html, html } from "./html.ts";

/** Our text with typed values in it. However it is rendered, a value cannot affect the text around it. */
export interface Phrase {
  readonly words: readonly string[];
  readonly values: readonly (string | Phrase)[];
}

/** Template tag: the template is ours, every value may be untrusted. */
export const phrase = (words: TemplateStringsArray, ...values: (string | Phrase)[]): Phrase => ({
  words,
  values,
});

/** Renders a phrase as one line of plain text, e.g. a subject: no value can start another line or header. */
export function renderLine({ words, values }: Phrase): string {
  return words.reduce((line, word, at) => `${line}${renderInLine(values[at - 1] ?? "")}${word}`);
}

function renderInLine(value: string | Phrase): string {
  if (typeof value !== "string") return renderLine(value);
  return isolateLine(value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " "));
}

/** Splits a typed text into lines of plain text. */
export function renderLines(text: string): string[] {
  return text.split(/\r\n?|[\n\p{Zl}\p{Zp}]/u).map(isolateLine);
}

/** Renders a phrase, or a text that was typed as a whole, as markup. */
export function renderMarkup(content: string | Phrase): Html {
  if (typeof content === "string") return renderTyped(content);
  const { words, values } = content;
  return html`${words.map((word, at) => html`${at > 0 ? renderMarkup(values[at - 1] ?? "") : ""}${word}`)}`;
}

/** An inline block is its own paragraph for bidirectional reordering and cannot be ended by a character; an isolate alone can. */
const renderTyped = (text: string): Html =>
  mayReorder(text) ? html`<bdi style="display:inline-block">${text}</bdi>` : html`${text}`;
