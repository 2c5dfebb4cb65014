import { PAYMENT_METHODS } from "../../values/methods.ts";
import type { QueryResolvers } from "../generated/resolver-types.ts";

export const paymentMethods: QueryResolvers["paymentMethods"] = () => [...PAYMENT_METHODS];
