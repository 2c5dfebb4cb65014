import { html, nothing, type TemplateResult } from "lit";
import { formatMoney } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";
import type { Settled, Settlement } from "./settlement.ts";
import { figureTexts } from "./texts.ts";

type SettledEvent = Settled["event"];

/** The agreed, collected and remaining amounts, and the payment state. They are about the fare alone, so that they add up. */
export function drawFigures(event: SettledEvent) {
  const { agreedTotal, deposit, fareCollected, credit, balanceDue } = event;
  const isOverpaid = (credit?.minorUnits ?? 0) > 0;
  const rest = isOverpaid ? credit : balanceDue;
  return html`
    <dl part="figures" class="figures">
      ${drawFigure(figureTexts.agreedTotal, agreedTotal ? drawMoney(agreedTotal) : figureTexts.none)}
      ${agreedTotal ? drawFigure(figureTexts.deposit, deposit ? drawMoney(deposit) : figureTexts.noDeposit) : nothing}
      ${drawFigure(hasOnlyFare(event) ? figureTexts.totalCollected : figureTexts.fareCollected, drawMoney(fareCollected))}
      ${rest ? drawFigure(isOverpaid ? figureTexts.credit : figureTexts.balanceDue, drawMoney(rest), "rest") : nothing}
      ${drawFigure(figureTexts.state, wordsFor(event), "state")}
    </dl>
  `;
}

function hasOnlyFare({ totalsByPurpose }: SettledEvent): boolean {
  return totalsByPurpose.every(({ purpose }) => purpose === "FARE");
}

function drawFigure(name: string, value: unknown, kind = "sum") {
  return html`<div class="figure" data-kind=${kind}><dt>${name}</dt><dd>${value}</dd></div>`;
}

function wordsFor({ paymentState, deposit }: SettledEvent): string {
  return (deposit ? figureTexts.states : figureTexts.statesWithoutDeposit)[paymentState];
}

/** The totals and the number of payments by method. */
export function drawMethods({ settled: { event }, paymentMethods }: Settlement) {
  const { totalsByMethod, paymentCount, totalCollected } = event;
  if (totalsByMethod.length === 0) return nothing;
  return html`
    <table part="methods" class="methods" aria-label=${figureTexts.byMethod}>
      <thead>
        <tr>
          <th scope="col">${figureTexts.method}</th>
          <th scope="col" class="count">${figureTexts.payments}</th>
          <th scope="col" class="amount">${figureTexts.total}</th>
        </tr>
      </thead>
      <tbody>
        ${totalsByMethod.map(
          ({ method, count, total }) => html`
            <tr>
              <th scope="row">${methodName(method, paymentMethods)}</th>
              <td class="count">${count}</td>
              <td class="amount">${drawMoney(total)}</td>
            </tr>
          `,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${figureTexts.totalCollected}</th>
          <td class="count">${paymentCount}</td>
          <td class="amount">${drawMoney(totalCollected)}</td>
        </tr>
      </tfoot>
    </table>
  `;
}

/** The totals by purpose. Nothing if all of it is fare. */
export function drawPurposes({ settled: { event } }: Settlement) {
  const { totalsByPurpose, totalCollected } = event;
  if (hasOnlyFare(event)) return nothing;
  return html`
    <table part="purposes" class="methods" aria-label=${figureTexts.byPurpose}>
      <thead>
        <tr>
          <th scope="col">${figureTexts.purpose}</th>
          <th scope="col" class="amount">${figureTexts.total}</th>
        </tr>
      </thead>
      <tbody>
        ${totalsByPurpose.map(
          ({ purpose, total }) => html`
            <tr>
              <th scope="row">${figureTexts.purposes[purpose] ?? figureTexts.otherPurpose}</th>
              <td class="amount">${drawMoney(total)}</td>
            </tr>
          `,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${figureTexts.totalCollected}</th>
          <td class="amount">${drawMoney(totalCollected)}</td>
        </tr>
      </tfoot>
    </table>
  `;
}

/** An amount that keeps its sign in front, even on a right-to-left page. */
export function drawMoney(money: Parameters<typeof formatMoney>[0]): TemplateResult {
  return html`<bdi>${formatMoney(money)}</bdi>`;
}
