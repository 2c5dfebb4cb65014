import { type Html, html } from "../mail/html.ts";
import type { CaughtMail } from "./mails/mail-catcher.ts";

const OPEN_MAILS = 1;

/** The path of a single mail; `id` is its Message-ID. */
export const MAIL_PATH = "/inbox/mail";

/** Renders the page that shows the mails of the local mail catcher. */
export function renderInbox(
  mails: readonly CaughtMail[],
  { timeZone, isCatching }: { timeZone: string; isCatching: boolean },
): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail inbox (local)</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/inbox.css">
</head>
<body>
<header>
<h1>Mail inbox</h1>
<p>${isCatching ? CAUGHT : SENT} <a href="/">Back to the dispatch page</a></p>
</header>
<main>${mails.length === 0 ? EMPTY : mails.map((mail, at) => renderMail(mail, { timeZone, isOpen: at < OPEN_MAILS }))}</main>
</body>
</html>
`;
  return page.markup;
}

const CAUGHT = "Mails stay on this machine while no mailbox is configured.";
const SENT = "A mailbox is configured: mails are really sent, and not kept here.";
const EMPTY = html`<p class="empty">No mail yet. Log a payment on the <a href="/">dispatch page</a>, and its mail appears here.</p>`;

/** About the height of a line of a mail with its padding, on a wide screen, in CSS pixels. */
const LINE_HEIGHT = 36;

/** A frame that runs no script cannot take the height of its content, so it gets about that of the text. */
const frameHeight = ({ text }: CaughtMail) => text.split("\n").length * LINE_HEIGHT;

function renderMail(mail: CaughtMail, { timeZone, isOpen }: { timeZone: string; isOpen: boolean }): Html {
  const sentAt = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone });
  const content = html`
<summary><strong><bdi>${mail.subject}</bdi></strong><span>To ${mail.to}</span><time datetime="${mail.date}">${sentAt.format(new Date(mail.date))}</time></summary>
<iframe title="${mail.subject}" height="${frameHeight(mail)}" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${MAIL_PATH}?id=${encodeURIComponent(mail.messageId)}"></iframe>
<details class="source"><summary>Plain text</summary><pre>${mail.text}</pre></details>`;
  return isOpen
    ? html`<details class="mail" open>${content}</details>`
    : html`<details class="mail">${content}</details>`;
}
