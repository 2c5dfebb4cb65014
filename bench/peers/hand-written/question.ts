import type { Payment, Settings } from "../both-pages/payment.ts";
import { h } from "./dom.ts";
import { drawLine } from "./line.ts";

/** An earlier payment that stands in the way, and the ways to go on. */
export function createQuestion({
  sentence,
  existing,
  settings,
  answers,
}: {
  sentence: string;
  existing: Payment;
  settings: Settings;
  /** What to do, by the words on the button. */
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
