import { recorderOf } from "../../access/viewer.ts";
import { logPayment as logToLedger } from "../../ledger/payments/log-payment.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { toRefusal } from "../refusals.ts";

export const logPayment: MutationResolvers["logPayment"] = async (_, { input }, { ledger, viewer }) => {
  const outcome = await logToLedger(ledger, { input, by: recorderOf(viewer) });
  if (outcome.result !== "logged") return toRefusal(outcome);
  const { line: payment, snapshot: event, replayed } = outcome;
  return { __typename: "PaymentLogged", payment, event, replayed };
};
