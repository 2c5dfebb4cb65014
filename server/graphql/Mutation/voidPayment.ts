import { recorderOf } from "../../access/viewer.ts";
import { voidPayment as voidInLedger } from "../../ledger/payments/void-payment.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toRefusal } from "../refusals.ts";

export const voidPayment: MutationResolvers["voidPayment"] = async (_, { input }, { ledger, viewer }) => {
  const outcome = await voidInLedger(ledger, { input, by: recorderOf(viewer) });
  if (outcome.result !== "reversed") return toRefusal(outcome);
  const { payment, reversal, snapshot: event, replayed } = outcome;
  return { __typename: "PaymentVoided", payment, reversal, event, replayed };
};
