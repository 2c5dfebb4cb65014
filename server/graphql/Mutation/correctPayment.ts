import { recorderOf } from "../../access/viewer.ts";
import { correctPayment as correctInLedger } from "../../ledger/payments/correct-payment.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toRefusal } from "../refusals.ts";

export const correctPayment: MutationResolvers["correctPayment"] = async (
  _,
  { input },
  { ledger, viewer },
) => {
  const outcome = await correctInLedger(ledger, { input, by: recorderOf(viewer) });
  if (outcome.result !== "corrected") return toRefusal(outcome);
  const { original, replacement, snapshot: event, originSnapshot: originalEvent, replayed } = outcome;
  return { __typename: "PaymentCorrected", original, replacement, event, originalEvent, replayed };
};
