import type { DashboardEvent, EventAnswer } from "../api/event-answer.ts";
import type { PaymentMethod } from "../api/generated/graphql.ts";
import { emptyForm, type FormValues } from "../outbox/form-values.ts";
import { dateIn, formatDecimal } from "../shared/form-formats.ts";

const METHOD = "dispatch-payments.method";

/** More suggestions would hide the amount field on a small phone. */
const MAX_SUGGESTIONS = 4;

/** The initial form: today, the balance due, and the method of the last payment. */
export function initialForm(event: DashboardEvent, answer: EventAnswer): FormValues {
  const { balanceDue } = event;
  const isOwed = balanceDue !== null && balanceDue.minorUnits > 0;
  return {
    ...emptyForm(dateIn(answer.settings)),
    amount: isOwed ? formatDecimal(balanceDue.amount) : "",
    method: answer.paymentMethods.find(({ method }) => method === recallMethod())?.method ?? "",
  };
}

/** Stores the method for the next payment on this device. */
export function rememberMethod(method: PaymentMethod | ""): void {
  try {
    localStorage.setItem(METHOD, method);
  } catch {
    // Without storage, no method is preselected.
  }
}

function recallMethod(): string | null {
  try {
    return localStorage.getItem(METHOD);
  } catch {
    return null;
  }
}

/** Patrons who paid for this event before and match the typed text, newest first. */
export function suggestPatrons(event: DashboardEvent, typed: string): string[] {
  const patrons = event.payments.nodes.flatMap(({ kind, patron }) =>
    kind === "PAYMENT" && patron ? [patron] : [],
  );
  const wanted = typed.trim().toLocaleLowerCase();
  const matches = [...new Set(patrons)].filter((patron) => patron.toLocaleLowerCase().includes(wanted));
  return matches.includes(typed) ? [] : matches.slice(0, MAX_SUGGESTIONS);
}
