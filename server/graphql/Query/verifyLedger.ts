import { verifyLedger as verify } from "../../ledger/verify/verify-ledger.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";

export const verifyLedger: QueryResolvers["verifyLedger"] = (_, { eventId }, { ledger }) =>
  verify(ledger, eventId);
