import type { Look } from "./watch-painting.ts";

/** A page and its files. */
export interface Page {
  name: string;
  /** The folder that is served as `/{name}/`. */
  folder: string;
  html(page: { token: string }): string;
}

/** A page that shows an event's payments. */
export interface PageVariant extends Page {
  look: Look;
}

const toHtml = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Payments</title>${head}</head><body>${body}</body></html>`;

/** A page of our elements. Each provider in it gets the token. */
const ourHtml = (name: string, body: string, token: string) =>
  toHtml(
    `<script type="module" src="/${name}/payments.js"></script>`,
    `${body}<script>for (const provider of document.querySelectorAll("payment-provider")) provider.getToken = () => "${token}"</script>`,
  );

const inProvider = (content: string) => `<payment-provider endpoint="/graphql">${content}</payment-provider>`;

const toList = (eventId: string) => `<payment-list event-id="${eventId}"></payment-list>`;

/** Our elements in a typical page. */
export const ours = (folder: string, eventId: string): PageVariant => ({
  name: "ours",
  folder,
  html: ({ token }) =>
    ourHtml("ours", inProvider(`${toList(eventId)}<payment-modal></payment-modal>`), token),
  look: { host: "payment-list", total: ".total", line: ".entry", more: '[part="more-button"]' },
});

/** A peer's page: a place for the list, with the token passed as to ours. */
export const peer = (name: string, folder: string, eventId: string): PageVariant => ({
  name,
  folder,
  html: ({ token }) =>
    toHtml(
      `<link rel="stylesheet" href="/${name}/payments.css"><script type="module" src="/${name}/main.js"></script>`,
      `<div data-payments-of="${eventId}"></div><script>getToken = () => "${token}"</script>`,
    ),
  look: { host: "[data-payments-of]", total: ".total", line: ".entry", more: ".more" },
});

/** A card for each event, all of them in one provider, or each in its own provider, which then fetches separately. */
export const cards = (
  name: string,
  { folder, eventIds, isEachAlone }: { folder: string; eventIds: readonly string[]; isEachAlone: boolean },
): Page => {
  const lists = eventIds.map(toList);
  const body = isEachAlone ? lists.map(inProvider).join("") : inProvider(lists.join(""));
  return { name, folder, html: ({ token }) => ourHtml(name, body, token) };
};
