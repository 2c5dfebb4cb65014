import type { Viewer } from "../access/viewer.ts";
import type { LedgerLine } from "../ledger/entry.ts";
import type { EventSnapshot } from "../ledger/ledger-store.ts";
import type { MailState } from "../ledger/mail-state.ts";
import type { PeriodTotals } from "../ledger/read/add-up-entries.ts";
import type { Settlement } from "../ledger/read/settle-event.ts";
import type { Verification } from "../ledger/verify/verify-ledger.ts";

/** The source of the `Event` resolvers. */
export type EventSource = EventSnapshot;

/** The source of the `Payment` resolvers. */
export type PaymentSource = LedgerLine;

/** The source of the `Money` resolvers. */
export interface MoneySource {
  minorUnits: number;
  currency: string;
}

/** The source of the `MailDelivery` resolvers. */
export type MailDeliverySource = MailState;

/** The source of the `LedgerVerification` resolvers. */
export type LedgerVerificationSource = Verification;

/** The source of the `Viewer` resolvers. */
export type ViewerSource = Viewer;

/** The source of the `PaymentTotals` resolvers. */
export type PaymentTotalsSource = PeriodTotals;

/** The source of the `EventSettlement` resolvers. */
export type EventSettlementSource = Settlement;
