import { recorderOf } from "../../access/viewer.ts";
import { refundPayment as refundInLedger } from "../../ledger/payments/refund-payment.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toRefusal } from "../refusals.ts";

export const refundPayment: MutationResolvers["refundPayment"] = async (_, { input }, { ledger, viewer }) => {
  const outcome = await refundInLedger(ledger, { input, by: recorderOf(viewer) });
  if (outcome.result !== "reversed") return toRefusal(outcome);
  const { payment, reversal, snapshot: event, replayed } = outcome;
  return { __typename: "PaymentRefunded", payment, reversal, event, replayed };
};
