import type { LogPaymentAnswer } from "./log-payment.ts";

/** What to do about an answer: note the id and go on, show it to a person, or send it again later with the same key. */
export interface Told {
  next: "done" | "askPerson" | "sendLater";
  lines: string[];
}

const HANDLED = [
  ...(["PaymentLogged", "InvalidInput", "EventNotFound", "PossibleDuplicate"] as const),
  ...(["IdempotencyConflict", "Busy"] as const),
];

/** The answers that this program was written for. */
type Handled = Extract<LogPaymentAnswer, { __typename: (typeof HANDLED)[number] }>;

/** What every refusal holds, those included that are added to the schema later. */
interface Refusal {
  __typename: string;
  message: string;
  path: string[];
}

/** Tells what an answer of `logPayment` means for the books. */
export function tellAnswer(answer: LogPaymentAnswer): Told {
  return isHandled(answer) ? tellHandled(answer) : tellUnknown(answer);
}

function isHandled(answer: LogPaymentAnswer): answer is Handled {
  return HANDLED.some((name) => name === answer.__typename);
}

function tellHandled(answer: Handled): Told {
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
      // Never answered by `allowDuplicate` without a person: this refusal is there so that nothing is logged twice.
      return askPerson(
        answer,
        `Compare it with ${answer.existing.id}; if both are real, add --allow-duplicate.`,
      );
    case "IdempotencyConflict": {
      const fields = answer.differingFields.join(", ");
      return askPerson(
        answer,
        `${answer.existing.id} stands, with other ${fields}. Have it corrected there.`,
      );
    }
    case "Busy":
      return { next: "sendLater", lines: [answer.message] };
    default:
      return neverReached(answer);
  }
}

/** Where this does not compile, a member of `HANDLED` has no case above. */
function neverReached(answer: never): never {
  throw new Error(`Nothing is told of ${JSON.stringify(answer)}.`);
}

/** A refusal that is younger than this program: nothing was written, and its sentence says why. */
function tellUnknown(refusal: Refusal): Told {
  return askPerson(refusal, `This program does not know ${refusal.__typename} yet.`);
}

function askPerson({ message, path }: Pick<Refusal, "message" | "path">, ...more: string[]): Told {
  return { next: "askPerson", lines: [`not logged: ${message} (${path.join(".")})`, ...more] };
}
