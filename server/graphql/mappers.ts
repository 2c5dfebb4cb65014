import type { Viewer } from "../access/viewer.ts";
import type { LedgerLine } from "../ledger/entry.ts";
import type { EventSnapshot } from "../ledger/ledger-store.ts";
import type { MailState } from "../ledger/mail-state.ts";
import type { PeriodTotals } from "../ledger/read/add-up-entries.ts";
import type { Verification } from "../ledger/verify/verify-ledger.ts";

/** What the `Event` resolvers stand on. */
export type EventSource = EventSnapshot;

/** What the `Payment` resolvers stand on. */
export type PaymentSource = LedgerLine;

/** What the `Money` resolvers stand on. */
export interface MoneySource {
  minorUnits: number;
  currency: string;
}

/** What the `MailDelivery` resolvers stand on. */
export type MailDeliverySource = MailState;

/** What the `LedgerVerification` resolvers stand on. */
export type LedgerVerificationSource = Verification;

/** What the `Viewer` resolvers stand on. */
export type ViewerSource = Viewer;

/** What the `PaymentTotals` resolvers stand on. */
export type PaymentTotalsSource = PeriodTotals;
