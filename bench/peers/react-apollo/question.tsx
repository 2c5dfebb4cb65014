import type { Settings } from "../both-pages/payment.ts";
import { PaymentLine } from "./payment-line.tsx";
import type { OpenQuestion } from "./use-payment-form.ts";

/** A question about an existing payment, with two answers. */
export function Question({
  question,
  settings,
  onAnswer,
}: {
  question: OpenQuestion;
  settings: Settings;
  onAnswer: (yes: boolean) => void;
}) {
  const isDuplicate = question.__typename === "PossibleDuplicate";
  return (
    <div className="question" role="alert">
      <h2>Is this the same payment?</h2>
      <p>
        {isDuplicate
          ? "A payment like this is already logged:"
          : "An earlier try of this form came through, and logged this:"}
      </p>
      <ul className="entries">
        <PaymentLine payment={question.existing} settings={settings} />
      </ul>
      <div className="buttons">
        <button type="button" onClick={() => onAnswer(false)}>
          {isDuplicate ? "Go back" : "Close, the earlier one is right"}
        </button>
        <button type="button" onClick={() => onAnswer(true)}>
          {isDuplicate ? "Log anyway" : "Log this as a separate payment"}
        </button>
      </div>
    </div>
  );
}
