import type { Payment, Settings } from "../both-pages/payment.ts";
import { h } from "./dom.ts";
import { drawLine } from "./line.ts";

/** A question about an existing payment, with the possible answers. */
export function createQuestion({
  sentence,
  existing,
  settings,
  answers,
}: {
  sentence: string;
  existing: Payment;
  settings: Settings;
  /** Actions by button label. */
  answers: Record<string, () => void>;
}): HTMLElement {
  const buttons = Object.entries(answers).map(([words, onclick]) =>
    h("button", { type: "button", onclick }, words),
  );
  return h(
    "div",
    { className: "question", role: "alert" },
    h("h2", {}, "Is this the same payment?"),
    h("p", {}, sentence),
    h("ul", { className: "entries" }, drawLine(existing, settings)),
    h("div", { className: "buttons" }, ...buttons),
  );
}
