import { msg, str } from "@lit/localize";
import type { PaymentPurpose } from "../api/generated/graphql.ts";

/** Texts of the settlement sheet. */
export const settlementTexts = {
  get loading() {
    return msg("Loading the settlement…");
  },
  failed: (why: string) => msg(str`The settlement could not be loaded. ${why}`),
  get eventUnknown() {
    return msg("This event is not known here, so there is nothing to settle.");
  },
  get print() {
    return msg("Print");
  },
  get csv() {
    return msg("CSV");
  },
  csvFailed: (why: string) => msg(str`The CSV could not be fetched. ${why}`),
  printTitle: (title: string) => msg(str`Settlement of ${title}`),
  drawnUp: (instant: string) => msg(str`Drawn up ${instant}`),
  drawnUpBy: (instant: string, name: string) => msg(str`Drawn up ${instant} by ${name}`),
  get handedOverBy() {
    return msg("Handed over by");
  },
  get receivedBy() {
    return msg("Received by");
  },
};

/** Texts of the figures. */
export const figureTexts = {
  get agreedTotal() {
    return msg("Agreed total");
  },
  get deposit() {
    return msg("Deposit");
  },
  get none() {
    return msg("Not set");
  },
  get noDeposit() {
    return msg("None asked");
  },
  get totalCollected() {
    return msg("Total collected");
  },
  get fareCollected() {
    return msg("Fare collected");
  },
  get balanceDue() {
    return msg("Balance due");
  },
  get credit() {
    return msg("Credit");
  },
  get state() {
    return msg("State");
  },
  get states() {
    return {
      UNKNOWN: msg("Terms not set"),
      TENTATIVE: msg("Deposit not covered"),
      DEPOSIT_RECEIVED: msg("Deposit received"),
      PAID_IN_FULL: msg("Paid in full"),
    };
  },
  /** The same for events without a deposit. */
  get statesWithoutDeposit() {
    return {
      UNKNOWN: msg("Terms not set"),
      TENTATIVE: msg("Nothing collected yet"),
      DEPOSIT_RECEIVED: msg("Partly paid"),
      PAID_IN_FULL: msg("Paid in full"),
    };
  },
  get byMethod() {
    return msg("By method");
  },
  get method() {
    return msg("Method");
  },
  get byPurpose() {
    return msg("By purpose");
  },
  get purpose() {
    return msg("Purpose");
  },
  get purposes(): Partial<Record<PaymentPurpose, string>> {
    return {
      FARE: msg("Fare"),
      GRATUITY: msg("Tip for the crew"),
      SECURITY_DEPOSIT: msg("Security deposit"),
    };
  },
  /** A later version of the server may have more purposes. */
  get otherPurpose() {
    return msg("Other");
  },
  get payments() {
    return msg("Payments");
  },
  get total() {
    return msg("Total");
  },
};

/** Texts of the table of entries. */
export const ledgerTexts = {
  get heading() {
    return msg("Entries");
  },
  get number() {
    return msg("No.");
  },
  get received() {
    return msg("Received");
  },
  get patron() {
    return msg("Patron");
  },
  get method() {
    return msg("Method and reference");
  },
  get amount() {
    return msg("Amount");
  },
  first: (shown: number) => msg(str`The first ${shown} entries; the totals cover all.`),
  get gaps() {
    return msg("Numbers that are missing here are changes of the terms, or names that were erased.");
  },
  headAfter: (sequence: number) => msg(str`Ledger head after No. ${sequence}`),
};

/** Texts of the entries to check. */
export const lookTexts = {
  get reversals() {
    return msg("Voids and refunds");
  },
  get late() {
    return msg("Logged late");
  },
  get adopted() {
    return msg("From the earlier tool");
  },
  get held() {
    return msg("Security deposit still held");
  },
  heldExplained: (amount: string) => msg(str`The event is over, but ${amount} has not been given back.`),
  get unadopted() {
    return msg("Not in the ledger");
  },
  get unadoptedExplained() {
    return msg("These rows of the earlier tool are counted nowhere, in no total of this sheet.");
  },
  get mails() {
    return msg("Mails to the admin that were not sent");
  },
  numbers: (sequences: string) => msg(str`No. ${sequences}`),
  ofNumber: (kind: string, sequence: number) => msg(str`${kind} of No. ${sequence}`),
};
