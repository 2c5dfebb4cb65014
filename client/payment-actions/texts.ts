import { msg, str } from "@lit/localize";
import type { MoneyField } from "../dialog/money-parts.ts";
import type { ActionName } from "./actions.ts";

/** Texts of the actions dialog. */
export const actionTexts = {
  get heading() {
    return msg("This entry");
  },
  get back() {
    return msg("Back");
  },
  get sending() {
    return msg("Sending…");
  },
  get reason() {
    return msg("Why");
  },
  get reasonBlank() {
    return msg("Say why, in a few words.");
  },
  get moveTo() {
    return msg("Event it belongs to");
  },
  get moveToBlank() {
    return msg("Choose the event to which it belongs.");
  },
  amount: (currency: string) => msg(str`Amount given back, in ${currency}`),
  from: (field: MoneyField) => {
    switch (field) {
      case "amount":
        return msg("From the fare");
      case "gratuity":
        return msg("From the tip");
      case "securityDeposit":
        return msg("From the security deposit");
    }
  },
  left: (amount: string) => msg(str`${amount} left`),
  exceeds: (left: string) => msg(str`Only ${left} is left.`),
  get givenBackOn() {
    return msg("Given back on");
  },
  get givenBackHow() {
    return msg("How it was given back");
  },
  get nothingChanged() {
    return msg("Change what was wrong.");
  },
  get nothingLost() {
    return msg("Nothing is lost: try again, it is not done twice.");
  },
  get correctAnyway() {
    return msg("Another payment looks the same. Press again to save it all the same.");
  },
};

/** The name, explanation and button label of an action. */
export function describeAction(action: ActionName): { name: string; explains: string; confirm: string } {
  switch (action) {
    case "void":
      return {
        name: msg("Void"),
        explains: msg(
          "Takes back all of it, as a mistake. The entry stays, struck through, with your reason.",
        ),
        confirm: msg("Void it"),
      };
    case "refund":
      return {
        name: msg("Refund"),
        explains: msg("Money was given back to the patron, all of it or a part."),
        confirm: msg("Log the refund"),
      };
    case "correct":
      return {
        name: msg("Correct"),
        explains: msg("Replaces what was logged wrong. Both entries stay."),
        confirm: msg("Save the correction"),
      };
    case "move":
      return {
        name: msg("Move to another event"),
        explains: msg("It was logged on the wrong event."),
        confirm: msg("Move it"),
      };
    case "resend":
      return {
        name: msg("Send the mail again"),
        explains: msg("To the admin."),
        confirm: msg("Send again"),
      };
    case "resendReceipt":
      return {
        name: msg("Send the receipt again"),
        explains: msg("To the patron."),
        confirm: msg("Send again"),
      };
  }
}

/** The message after an action succeeded. */
export function successText(action: ActionName, amount: string): string {
  switch (action) {
    case "void":
      return msg(str`Voided ${amount}.`);
    case "refund":
      return msg(str`Logged ${amount} given back.`);
    case "correct":
      return msg(str`Corrected: ${amount}.`);
    case "move":
      return msg(str`Moved ${amount}.`);
    case "resend":
      return msg("The mail is on its way again.");
    case "resendReceipt":
      return msg("The receipt is on its way again.");
  }
}
