import type { Look } from "./watch-painting.ts";

/** A page, and where what it loads is. */
export interface Page {
  name: string;
  /** What is served below `/{name}/`. */
  folder: string;
  html(page: { token: string }): string;
}

/** One way to show an event's payments on a page. */
export interface PageVariant extends Page {
  look: Look;
}

const toHtml = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Payments</title>${head}</head><body>${body}</body></html>`;

/** Our elements, as a page has them. */
export const ours = (folder: string, eventId: string): PageVariant => ({
  name: "ours",
  folder,
  html: ({ token }) =>
    toHtml(
      '<script type="module" src="/ours/payments.js"></script>',
      `<payment-provider endpoint="/graphql"><payment-list event-id="${eventId}"></payment-list><payment-modal></payment-modal></payment-provider>` +
        `<script>document.querySelector("payment-provider").getToken = () => "${token}"</script>`,
    ),
  look: { host: "payment-list", total: ".total", line: ".entry", more: '[part="more-button"]' },
});

/** A peer's page: a place for the list, and the token handed over just as to ours. */
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

/** A card for each event, all of them in one provider, or each in one of its own, which then asks for itself. */
export const cards = (
  name: string,
  { folder, eventIds, isEachAlone }: { folder: string; eventIds: readonly string[]; isEachAlone: boolean },
): Page => {
  const lists = eventIds.map((id) => `<payment-list event-id="${id}"></payment-list>`);
  const wrap = (content: string) => `<payment-provider endpoint="/graphql">${content}</payment-provider>`;
  return {
    name,
    folder,
    html: ({ token }) =>
      toHtml(
        `<script type="module" src="/${name}/payments.js"></script>`,
        `${isEachAlone ? lists.map(wrap).join("") : wrap(lists.join(""))}<script>for (const provider of document.querySelectorAll("payment-provider")) provider.getToken = () => "${token}"</script>`,
      ),
  };
};
