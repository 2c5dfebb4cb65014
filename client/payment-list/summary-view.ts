import { html, nothing, svg } from "lit";
import type { DashboardEvent, EventAnswer } from "../api/event-answer.ts";
import { formatMoney } from "../shared/formats.ts";
import { methodName } from "../shared/method-texts.ts";
import { partWords } from "../shared/purpose-texts.ts";
import { listTexts, summaryTexts } from "./texts.ts";

/** The collected total and the agreed total. */
export function drawTotal(event: DashboardEvent) {
  const { totalCollected, agreedTotal } = event;
  const agreed = agreedTotal && summaryTexts.ofAgreed(formatMoney(agreedTotal));
  return html`
    <p class="collected">
      <span class="label">${listTexts.totalLabel}</span>
      <strong part="total" class="total">${formatMoney(totalCollected)}</strong>
      ${agreed ? html`<span part="agreed-total" class="agreed">${hasOnlyFare(event) ? agreed : `${fareWords(event)} ${agreed}`}</span>` : nothing}
    </p>
  `;
}

const hasOnlyFare = ({ fareCollected, totalCollected }: DashboardEvent) =>
  fareCollected.minorUnits === totalCollected.minorUnits;

/** Only fare counts toward the agreed total. */
const fareWords = ({ fareCollected }: DashboardEvent) =>
  partWords({ purpose: "FARE", amount: fareCollected });

/** A bar of the fare's share of the agreed total with a mark for the deposit, and the balance in words. */
export function drawMeter(event: DashboardEvent) {
  const { fareCollected, agreedTotal, deposit, paymentState } = event;
  if (!agreedTotal) return nothing;
  const whole = agreedTotal.minorUnits;
  const shareOf = (minorUnits: number) =>
    whole > 0 ? Math.min(Math.max(minorUnits / whole, 0), 1) * 100 : 100;
  return html`
    <div
      part="meter"
      class="meter"
      role="meter"
      aria-label=${listTexts.totalLabel}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(shareOf(fareCollected.minorUnits))}
      aria-valuetext=${`${fareWords(event)} ${summaryTexts.ofAgreed(formatMoney(agreedTotal))}`}
      data-state=${paymentState}
    >
      <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-fill" width=${shareOf(fareCollected.minorUnits)} height="8" />
        ${deposit ? svg`<rect class="bar-mark" x=${shareOf(deposit.minorUnits) - 0.5} width="1" height="8" />` : nothing}
      </svg>
    </div>
    <p part="balance" class="balance">${drawBalance(event)}</p>
  `;
}

function drawBalance({ balanceDue, credit, deposit, paymentState }: DashboardEvent) {
  const facts: [string, string][] = [];
  if (credit && credit.minorUnits > 0) facts.push(["credit", summaryTexts.credit(formatMoney(credit))]);
  if (paymentState === "PAID_IN_FULL") facts.push(["paid", summaryTexts.paidInFull]);
  else if (balanceDue) facts.push(["due", summaryTexts.balanceDue(formatMoney(balanceDue))]);
  if (deposit && paymentState === "TENTATIVE")
    facts.push(["deposit", summaryTexts.depositOpen(formatMoney(deposit))]);
  if (deposit && paymentState === "DEPOSIT_RECEIVED")
    facts.push(["covered", summaryTexts.depositCovered(formatMoney(deposit))]);
  return facts.map(([kind, text]) => html`<span data-kind=${kind}>${text}</span>`);
}

/** The number of payments, the totals by purpose, and those by method as bars in a table. */
export function drawSummary(event: DashboardEvent, { paymentMethods }: EventAnswer) {
  const { totalsByMethod, totalsByPurpose, paymentCount } = event;
  const largest = Math.max(...totalsByMethod.map(({ total }) => Math.abs(total.minorUnits)), 1);
  const rows = totalsByMethod.map(({ method, total, count }) => {
    const share = (Math.abs(total.minorUnits) / largest) * 100;
    return html`
      <tr title=${listTexts.paymentCount(count)}>
        <th scope="row">${methodName(method, paymentMethods)}</th>
        <td class="method-bar">
          <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-fill" ?data-negative=${total.minorUnits < 0} width=${share} height="8" />
          </svg>
        </td>
        <td class="method-total">${formatMoney(total)}</td>
      </tr>
    `;
  });
  return html`
    <p part="summary" class="summary">${listTexts.paymentCount(paymentCount)}</p>
    ${hasOnlyFare(event) ? nothing : html`<p part="purposes" class="summary">${totalsByPurpose.map(({ purpose, total }) => html`<span>${partWords({ purpose, amount: total })}</span>`)}</p>`}
    ${
      rows.length > 1
        ? html`<table part="methods" class="methods"><caption class="visually-hidden">${summaryTexts.byMethod}</caption><tbody>${rows}</tbody></table>`
        : nothing
    }
  `;
}
