import { amountOf, loggedWords, methodLabel, receivedWords } from "../both-pages/formats.ts";
import type { Payment, Settings } from "../both-pages/payment.ts";
import { isReversed, KINDS, mailWords, STATUSES } from "../both-pages/words.ts";
import { h } from "./dom.ts";

/** A row of the list. */
export function drawLine(payment: Payment, { methods, timeZone }: Settings): HTMLLIElement {
  const reversed = isReversed(payment);
  const badges = [KINDS[payment.kind], STATUSES[payment.status]].filter(Boolean);
  const remarks = [payment.reason && `Reason: ${payment.reason}`, payment.notes].filter(Boolean);
  return h(
    "li",
    { className: reversed ? "entry taken-back" : "entry" },
    h(
      "p",
      { className: "headline" },
      h("bdi", {}, payment.patron ?? "No name"),
      h(reversed ? "s" : "span", { className: "amount" }, amountOf(payment)),
    ),
    h(
      "p",
      { className: "facts" },
      ...badges.map((badge) => h("span", { className: "badge" }, badge)),
      h("span", {}, methodLabel(payment.method, methods)),
      payment.reference ? h("bdi", {}, payment.reference) : null,
    ),
    h(
      "p",
      { className: "facts" },
      h("time", { dateTime: payment.receivedOn ?? "" }, receivedWords(payment)),
      h("time", { dateTime: payment.loggedAt ?? "" }, loggedWords(payment, timeZone)),
    ),
    ...remarks.map((remark) => h("p", { className: "remark" }, remark)),
    h("p", { className: "mails" }, mailWords(payment)),
  );
}
