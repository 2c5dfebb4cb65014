import { isOk } from "../../ledger/verify/verify-ledger.ts";
import type { LedgerVerificationResolvers } from "../generated/resolver-types.ts";

export const LedgerVerification: LedgerVerificationResolvers = {
  ok: (verification) => isOk(verification),
};
