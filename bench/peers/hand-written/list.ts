import { countWords, formatMoney } from "../both-pages/formats.ts";
import type { EventTotals, Payment, Settings } from "../both-pages/payment.ts";
import { fetchMore, type InitialData } from "./api.ts";
import { createDialog } from "./dialog.ts";
import { h } from "./dom.ts";
import { drawLine } from "./line.ts";

/** The list of an event's payments, with its head, the button for older ones and the form. */
export function createList({ settings: { timeZone }, paymentMethods, event }: InitialData): Node[] {
  if (!event) return [h("p", {}, "This event is not known here.")];
  const settings: Settings = { timeZone, methods: paymentMethods };
  const lines = new Map<string, HTMLElement>();
  const total = h("strong", { className: "total" });
  const count = h("p", { className: "count" });
  const entries = h("ul", { className: "entries" });
  const fault = h("p", { className: "fault", role: "alert" });
  const more = h("button", { className: "more", type: "button", onclick: showMore }, "Load more");
  const dialog = createDialog(event, settings, showLogged);
  const log = h("button", { className: "primary", type: "button", onclick: dialog.open }, "Log payment");
  let { endCursor: after } = event.payments.pageInfo;

  function showTotals({ totalCollected, paymentCount }: EventTotals) {
    total.textContent = formatMoney(totalCollected);
    count.textContent = countWords(paymentCount);
  }

  function draw(payment: Payment): HTMLElement {
    const line = drawLine(payment, settings);
    lines.set(payment.id, line);
    return line;
  }

  function append({ nodes, pageInfo }: NonNullable<InitialData["event"]>["payments"]) {
    entries.append(...nodes.filter(({ id }) => !lines.has(id)).map(draw));
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) more.remove();
  }

  async function showMore() {
    more.disabled = true;
    fault.textContent = "";
    try {
      const answer = await fetchMore(event?.id ?? "", after);
      if (answer.event) append(answer.event.payments);
    } catch {
      fault.textContent = "The earlier payments could not be loaded.";
    }
    more.disabled = false;
  }

  function showLogged(payment: Payment, totals: EventTotals) {
    showTotals(totals);
    const shown = lines.get(payment.id);
    if (shown) shown.replaceWith(draw(payment));
    else entries.prepend(draw(payment));
  }

  showTotals(event);
  append(event.payments);
  const head = h("div", {}, h("span", {}, "Total collected"), total);
  return [
    h("div", { className: "head" }, head, log),
    count,
    entries,
    fault,
    ...(event.payments.pageInfo.hasNextPage ? [more] : []),
    dialog.element,
  ];
}
