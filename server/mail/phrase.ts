import { isolateLine, mayReorder } from "./bidi.ts";
import { type Html, html } from "./html.ts";

/** A sentence of ours around text that others typed: however it is drawn, that text harms nothing beside it. */
export interface Phrase {
  readonly words: readonly string[];
  readonly values: readonly (string | Phrase)[];
}

/** Template tag: the template is ours, every value may have been typed by anybody. */
export const phrase = (words: TemplateStringsArray, ...values: (string | Phrase)[]): Phrase => ({
  words,
  values,
});

/** A phrase as one line of plain text, e.g. a subject: nothing in it begins another line or header. */
export function drawLine({ words, values }: Phrase): string {
  return words.reduce((line, word, at) => `${line}${drawInLine(values[at - 1] ?? "")}${word}`);
}

function drawInLine(value: string | Phrase): string {
  if (typeof value !== "string") return drawLine(value);
  return isolateLine(value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " "));
}

/** A typed text in lines of plain text, as it was typed. */
export function drawLines(text: string): string[] {
  return text.split(/\r\n?|[\n\p{Zl}\p{Zp}]/u).map(isolateLine);
}

/** A phrase, or a text that is typed as a whole, as markup. */
export function drawMarkup(content: string | Phrase): Html {
  if (typeof content === "string") return drawTyped(content);
  const { words, values } = content;
  return html`${words.map((word, at) => html`${at > 0 ? drawMarkup(values[at - 1] ?? "") : ""}${word}`)}`;
}

/** An inline box of its own is a paragraph to the reordering, which no character in it can end; an isolate alone can be ended. */
const drawTyped = (text: string): Html =>
  mayReorder(text) ? html`<bdi style="display:inline-block">${text}</bdi>` : html`${text}`;
