import type { MutationResolvers } from "../generated/resolver-types.ts";
import { resend } from "../resend-result.ts";

export const resendReceipt: MutationResolvers["resendReceipt"] = (_, { input }, context) =>
  resend(context, { paymentId: input.paymentId, kind: "receipt" });
