import { sha256 } from "../values/digest.ts";
import { type Html, html } from "./html.ts";
import type { Mail } from "./mailer.ts";
import { type Phrase, renderLine, renderLines, renderMarkup } from "./phrase.ts";

/** The content of a mail before rendering: a heading, labeled facts, and a closing line. */
export interface Letter {
  heading: Phrase;
  facts: readonly (readonly [label: string, value: string | Phrase])[];
  link: { label: string; url: string } | null;
  closing: string;
}

/** Recipient, subject and identity of a letter: the same `about` gives the same Message-ID, so that a duplicate is recognized. */
export interface Envelope {
  to: string;
  subject: Phrase;
  about: readonly string[];
}

const MESSAGE_ID_CHARACTERS = 40;

/** Renders a letter as a mail: both parts, one subject line, and a Message-ID derived from `about`. */
export function renderLetter(letter: Letter, { to, subject, about }: Envelope): Mail {
  const digest = sha256(JSON.stringify(about));
  return {
    to,
    subject: renderLine(subject),
    text: renderText(letter),
    html: renderHtml(letter),
    messageId: `${digest.slice(0, MESSAGE_ID_CHARACTERS)}@dispatch-payments.invalid`,
  };
}

function renderText(letter: Letter): string {
  const widest = Math.max(...letter.facts.map(([label]) => label.length));
  const facts = letter.facts.map(([label, value]) => {
    const lines = typeof value === "string" ? renderLines(value) : [renderLine(value)];
    return `${label}:`.padEnd(widest + 2) + lines.join(`\n${" ".repeat(widest + 2)}`);
  });
  const link = letter.link ? ["", `${letter.link.label}: ${letter.link.url}`] : [];
  return [renderLine(letter.heading), "", ...facts, ...link, "", letter.closing, ""].join("\n");
}

/** A page that mail programs on phones and desktops display well, in light and dark. */
function renderHtml(letter: Letter): string {
  const facts = letter.facts.map(([label, value]) => renderFact(label, value));
  const link =
    letter.link && html`<p><a href="${letter.link.url}" target="_blank">${letter.link.label}</a></p>`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${renderLine(letter.heading)}</title></head>
<body style="font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;margin:24px;max-width:560px">
<h1 style="font-size:22px;line-height:1.25;margin:0 0 16px">${renderMarkup(letter.heading)}</h1>
<table role="presentation" style="border-collapse:collapse;width:100%">${facts}</table>
${link}
<p style="font-size:13px;opacity:.75;margin:20px 0 0">${letter.closing}</p>
</body></html>
`;
  return page.markup;
}

const renderFact = (label: string, value: string | Phrase): Html => html`
<tr><td style="padding:6px 16px 6px 0;vertical-align:top;white-space:nowrap;opacity:.75">${label}</td>
<td style="padding:6px 0;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere">${renderMarkup(value)}</td></tr>`;
