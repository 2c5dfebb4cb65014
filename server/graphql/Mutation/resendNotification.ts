import type { MutationResolvers } from "../generated/resolver-types.ts";
import { resend } from "../resend-result.ts";

export const resendNotification: MutationResolvers["resendNotification"] = (_, { input }, context) =>
  resend(context, { paymentId: input.paymentId, kind: "notification" });
