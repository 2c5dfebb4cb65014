import { toPaymentId } from "../../ledger/ids.ts";
import { mailOff } from "../../ledger/mail-state.ts";
import { splitByPurpose } from "../../ledger/purposes.ts";
import { isLate } from "../../ledger/read/settle-event.ts";
import type { Context } from "../context.ts";
import type { PaymentMethod, PaymentResolvers } from "../generated/resolver-types.ts";
import { toPaymentParts } from "./group-totals.ts";

const linked = (id: string | null | undefined, { loaders }: Context) => (id ? loaders.payment(id) : null);

const NOT_IN_LEDGER = mailOff("It was written by a legacy handler and is not adopted yet.");

export const Payment: PaymentResolvers = {
  id: ({ entry }) => toPaymentId(entry.ref),
  eventId: ({ entry }) => entry.ref.eventId,
  kind: ({ entry }) => entry.kind,
  patron: ({ entry }) => entry.patron,
  amount: ({ entry }) =>
    entry.minorUnits === null ? null : { minorUnits: entry.minorUnits, currency: entry.currency },
  parts: ({ entry }) =>
    entry.minorUnits === null ? [] : toPaymentParts(splitByPurpose(entry), entry.currency),
  storedAmount: ({ entry }) => entry.storedAmount,
  method: ({ entry }) => entry.method as PaymentMethod | null,
  reference: ({ entry }) => entry.reference,
  externalId: ({ entry }) => entry.externalId,
  number: ({ entry }) => entry.number,
  notes: ({ entry }) => entry.notes,
  receivedOn: ({ entry }) => entry.receivedOn,
  loggedAt: ({ entry }) => entry.loggedAt,
  enteredAt: ({ companion }) => companion?.enteredAt ?? null,
  recordedBy: ({ entry }) => entry.recordedBy,
  sequence: ({ entry }) => entry.sequence,
  hash: ({ entry }) => entry.hash,
  reason: ({ entry }) => entry.reason,

  loggedLate: (line, _, { ledger }) => isLate(line, ledger.timeZone),

  status: ({ companion }) => companion?.status ?? "RECORDED",
  adopted: ({ companion }) => companion?.adopted ?? false,
  refundedAmount: ({ entry, companion }) => ({
    minorUnits: companion?.refundedMinorUnits ?? 0,
    currency: entry.currency,
  }),

  reverses: ({ entry }, _, context) => linked(entry.reverses, context),
  replaces: ({ entry }, _, context) => linked(entry.replaces, context),
  duplicateOf: ({ entry }, _, context) => linked(entry.duplicateOf, context),
  reversedBy: ({ companion }, _, context) => linked(companion?.reversedBy, context),
  replacedBy: ({ companion }, _, context) => linked(companion?.replacedBy, context),

  notification: ({ companion }) => companion?.mail.notification ?? NOT_IN_LEDGER,
  receipt: ({ companion }) => companion?.mail.receipt ?? null,
};
