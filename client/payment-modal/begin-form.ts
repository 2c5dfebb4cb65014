import type { DashboardEvent, EventAnswer } from "../api/event-answer.ts";
import type { PaymentMethod } from "../api/generated/graphql.ts";
import { emptyForm, type FormValues } from "../outbox/form-values.ts";
import { dateIn, formatDecimal } from "../shared/form-formats.ts";

const METHOD = "dispatch-payments.method";

/** More than fit on a small phone would hide the field for the amount. */
const MOST_SUGGESTIONS = 4;

/** The form as it opens: today, what is still owed, and the method with which money came last. */
export function beginForm(event: DashboardEvent, answer: EventAnswer): FormValues {
  const { balanceDue } = event;
  const isOwed = balanceDue !== null && balanceDue.minorUnits > 0;
  return {
    ...emptyForm(dateIn(answer.settings)),
    amount: isOwed ? formatDecimal(balanceDue.amount) : "",
    method: answer.paymentMethods.find(({ method }) => method === recallMethod())?.method ?? "",
  };
}

/** Keeps the method for the next payment on this device. */
export function rememberMethod(method: PaymentMethod | ""): void {
  try {
    localStorage.setItem(METHOD, method);
  } catch {
    // The browser keeps nothing for this page: then nothing is filled in.
  }
}

function recallMethod(): string | null {
  try {
    return localStorage.getItem(METHOD);
  } catch {
    return null;
  }
}

/** Who has paid for this event before and may be meant by what is typed, the newest first. */
export function suggestPatrons(event: DashboardEvent, typed: string): string[] {
  const patrons = event.payments.nodes.flatMap(({ kind, patron }) =>
    kind === "PAYMENT" && patron ? [patron] : [],
  );
  const wanted = typed.trim().toLocaleLowerCase();
  const matches = [...new Set(patrons)].filter((patron) => patron.toLocaleLowerCase().includes(wanted));
  return matches.includes(typed) ? [] : matches.slice(0, MOST_SUGGESTIONS);
}
