import { recorderOf } from "../../access/viewer.ts";
import { setEventTerms as setTerms } from "../../ledger/payments/set-event-terms.ts";
import type { MutationResolvers } from "../generated/resolver-types.ts";
import { BUSY, eventNotFound, toInvalidInput } from "../refusals.ts";

export const setEventTerms: MutationResolvers["setEventTerms"] = async (_, { input }, { ledger, viewer }) => {
  const outcome = await setTerms(ledger, { input, by: recorderOf(viewer) });
  if (outcome.result === "set") return { __typename: "EventTermsSet", event: outcome.snapshot };
  if (outcome.result === "invalid") return toInvalidInput(outcome.faults);
  return outcome.result === "busy" ? BUSY : eventNotFound(outcome.field);
};
