import { type Html, html } from "./html.ts";

/** A mail's content before it is drawn: a heading, facts by label, and a closing line. */
export interface Letter {
  heading: string;
  facts: readonly (readonly [label: string, value: string])[];
  link: { label: string; url: string } | null;
  closing: string;
}

/** Draws a letter as plain text. */
export function drawText(letter: Letter): string {
  const widest = Math.max(...letter.facts.map(([label]) => label.length));
  const facts = letter.facts.map(([label, value]) => {
    return `${`${label}:`.padEnd(widest + 2)}${value.replaceAll("\n", `\n${" ".repeat(widest + 2)}`)}`;
  });
  const link = letter.link ? ["", `${letter.link.label}: ${letter.link.url}`] : [];
  return [letter.heading, "", ...facts, ...link, "", letter.closing, ""].join("\n");
}

/** Draws a letter as a page that mail programs on phones and desktops show well, in light and dark. */
export function drawHtml(letter: Letter): string {
  const facts = letter.facts.map(([label, value]) => drawFact(label, value));
  const link = letter.link && html`<p><a href="${letter.link.url}">${letter.link.label}</a></p>`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${letter.heading}</title></head>
<body style="font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;margin:24px;max-width:560px">
<h1 style="font-size:22px;line-height:1.25;margin:0 0 16px">${letter.heading}</h1>
<table role="presentation" style="border-collapse:collapse;width:100%">${facts}</table>
${link}
<p style="font-size:13px;opacity:.75;margin:20px 0 0">${letter.closing}</p>
</body></html>
`;
  return page.markup;
}

const drawFact = (label: string, value: string): Html => html`
<tr><td style="padding:6px 16px 6px 0;vertical-align:top;white-space:nowrap;opacity:.75">${label}</td>
<td style="padding:6px 0;vertical-align:top;white-space:pre-line;overflow-wrap:anywhere">${value}</td></tr>`;
