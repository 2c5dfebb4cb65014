import type { LedgerVerificationResolvers } from "../generated/resolver-types.ts";

export const LedgerVerification: LedgerVerificationResolvers = {
  ok: ({ findings }) => findings.length === 0,
};
