import type { Look } from "./watch-painting.ts";

/** One way to show an event's payments on a page. */
export interface PageVariant {
  name: string;
  /** Where its files are served. */
  folder: string;
  html(page: { eventId: string; token: string }): string;
  look: Look;
}

const toHtml = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Payments</title>${head}</head><body>${body}</body></html>`;

/** Our elements, as a page has them. */
export const ours = (folder: string): PageVariant => ({
  name: "ours",
  folder,
  html: ({ eventId, token }) =>
    toHtml(
      '<script type="module" src="/ours/payments.js"></script>',
      `<payment-provider endpoint="/graphql"><payment-list event-id="${eventId}"></payment-list><payment-modal></payment-modal></payment-provider>` +
        `<script>document.querySelector("payment-provider").getToken = () => "${token}"</script>`,
    ),
  look: { host: "payment-list", total: ".total", line: ".entry", more: '[part="more-button"]' },
});

/** A peer's page: a place for the list, and the token handed over just as to ours. */
export const peer = (name: string, folder: string): PageVariant => ({
  name,
  folder,
  html: ({ eventId, token }) =>
    toHtml(
      `<link rel="stylesheet" href="/${name}/payments.css"><script type="module" src="/${name}/main.js"></script>`,
      `<div data-payments-of="${eventId}"></div><script>getToken = () => "${token}"</script>`,
    ),
  look: { host: "[data-payments-of]", total: ".total", line: ".entry", more: ".more" },
});
