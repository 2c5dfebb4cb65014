import type { EntryFragment, LogPaymentMutation } from "../api/generated/graphql.ts";
import { placeFaults } from "../dialog/place-faults.ts";
import { type Faults, type FieldName, isFieldName } from "../outbox/form-values.ts";
import { refusalWords } from "../shared/server-words.ts";
import { formTexts } from "./texts.ts";

/** What the server answered to `logPayment`. */
export type LogPaymentAnswer = LogPaymentMutation["logPayment"];

/** The success among the answers. */
export type LoggedAnswer = Extract<LogPaymentAnswer, { __typename: "PaymentLogged" }>;

/** An earlier entry that stands in the way, and what the person has to decide about. */
export type Question =
  | { kind: "duplicate"; existing: EntryFragment }
  | { kind: "conflict"; existing: EntryFragment; differingFields: readonly string[] };

/** What a refusal looks like in the form. */
export interface Refusal {
  faults?: Faults;
  notice?: string;
  question?: Question;
}

/** Turns every refusal that `logPayment` knows into what the form shows. */
export function toRefusal(answer: Exclude<LogPaymentAnswer, LoggedAnswer>): Refusal {
  switch (answer.__typename) {
    case "InvalidInput":
      return placeFaults(answer.faults, fieldOf);
    case "PossibleDuplicate":
      return { question: { kind: "duplicate", existing: answer.existing } };
    case "IdempotencyConflict": {
      const { existing, differingFields } = answer;
      return { question: { kind: "conflict", existing, differingFields } };
    }
    case "Busy":
      return { notice: `${refusalWords(answer)} ${formTexts.notLoggedTwice}` };
    case "EventNotFound":
      return { notice: refusalWords(answer) };
  }
}

/** An input called otherwise than its field. */
const fieldOf = (name: string | undefined): FieldName | undefined => {
  const field = name === "currency" ? "amount" : name;
  return isFieldName(field) ? field : undefined;
};
