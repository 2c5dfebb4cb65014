import type { LogPaymentAnswer } from "./log-payment.ts";

/** What to do with a result: record the id and continue, show it to a person, or send it again later with the same key. */
export interface Outcome {
  next: "done" | "askPerson" | "sendLater";
  lines: string[];
}

const HANDLED = [
  ...(["PaymentLogged", "InvalidInput", "EventNotFound", "PossibleDuplicate"] as const),
  ...(["IdempotencyConflict", "Busy"] as const),
];

/** The results that this program handles. */
type Handled = Extract<LogPaymentAnswer, { __typename: (typeof HANDLED)[number] }>;

/** The fields of every refusal, including those added to the schema later. */
interface Refusal {
  __typename: string;
  message: string;
  path: string[];
}

/** Decides what a result of `logPayment` means for the books. */
export function interpretAnswer(answer: LogPaymentAnswer): Outcome {
  return isHandled(answer) ? interpretHandled(answer) : interpretUnknown(answer);
}

function isHandled(answer: LogPaymentAnswer): answer is Handled {
  return HANDLED.some((name) => name === answer.__typename);
}

function interpretHandled(answer: Handled): Outcome {
  switch (answer.__typename) {
    case "PaymentLogged": {
      const when = answer.replayed ? "by an earlier call" : "now";
      return { next: "done", lines: [`logged ${answer.payment.id} (${when})`] };
    }
    case "InvalidInput":
      return askPerson(answer, ...answer.faults.map(({ path, message }) => `${path.join(".")}: ${message}`));
    case "EventNotFound":
      return askPerson(answer, "Look up the event's id in the dispatch tool.");
    case "PossibleDuplicate":
      // Never retry with `allowDuplicate` without asking a person: this refusal prevents double logging.
      return askPerson(
        answer,
        `Compare it with ${answer.existing.id}; if both payments are real, add --allow-duplicate.`,
      );
    case "IdempotencyConflict": {
      const fields = answer.differingFields.join(", ");
      return askPerson(
        answer,
        `${answer.existing.id} was logged with other values: ${fields}. Ask an admin to correct it.`,
      );
    }
    case "Busy":
      return { next: "sendLater", lines: [answer.message] };
    default:
      return neverReached(answer);
  }
}

/** If this does not compile, a member of `HANDLED` has no case above. */
function neverReached(answer: never): never {
  throw new Error(`Unhandled result: ${JSON.stringify(answer)}.`);
}

/** A refusal that was added after this program was written: nothing was logged, and its message says why. */
function interpretUnknown(refusal: Refusal): Outcome {
  return askPerson(refusal, `This program does not know ${refusal.__typename} yet.`);
}

function askPerson({ message, path }: Pick<Refusal, "message" | "path">, ...more: string[]): Outcome {
  return { next: "askPerson", lines: [`not logged: ${message} (${path.join(".")})`, ...more] };
}
