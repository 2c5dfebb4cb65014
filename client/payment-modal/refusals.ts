import type { EntryFragment, LogPaymentInput, LogPaymentMutation } from "../api/generated/graphql.ts";
import { moneyFieldAt } from "../dialog/money-fields.ts";
import { placeFaults } from "../dialog/place-faults.ts";
import { type Faults, type FieldName, isFieldName } from "../outbox/form-values.ts";
import { refusalWords } from "../shared/server-words.ts";
import { formTexts } from "./texts.ts";

/** The result of `logPayment`. */
export type LogPaymentAnswer = LogPaymentMutation["logPayment"];

/** The success type among the results. */
export type LoggedAnswer = Extract<LogPaymentAnswer, { __typename: "PaymentLogged" }>;

/** An existing entry that prevents logging, and the decision that the user must make. */
export type Question =
  | { kind: "duplicate"; existing: EntryFragment }
  | { kind: "conflict"; existing: EntryFragment; differingFields: readonly string[] };

/** A refusal as the form shows it. */
export interface Refusal {
  faults?: Faults;
  notice?: string;
  question?: Question;
}

/** Converts every refusal of `logPayment` for the form. A person cannot correct the time, and the form does not insist on it. */
export function toRefusal(
  answer: Exclude<LogPaymentAnswer, LoggedAnswer>,
  { parts }: Pick<LogPaymentInput, "parts">,
): Refusal {
  switch (answer.__typename) {
    case "InvalidInput":
      return placeFaults(
        answer.faults.filter(({ path }) => path[1] !== "typedAt"),
        (path) => moneyFieldAt(path, parts) ?? fieldNamed(path[1]),
      );
    case "PossibleDuplicate":
      return { question: { kind: "duplicate", existing: answer.existing } };
    case "IdempotencyConflict": {
      const { existing } = answer;
      const differingFields = answer.differingFields.filter((name) => name !== "typedAt");
      return { question: { kind: "conflict", existing, differingFields } };
    }
    case "Busy":
      return { notice: `${refusalWords(answer)} ${formTexts.notLoggedTwice}` };
    case "EventNotFound":
      return { notice: refusalWords(answer) };
  }
}

const fieldNamed = (name: string | undefined): FieldName | undefined =>
  isFieldName(name) ? name : undefined;
