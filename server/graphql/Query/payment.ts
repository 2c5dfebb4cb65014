import type { QueryResolvers } from "../generated/resolver-types.ts";

export const payment: QueryResolvers["payment"] = (_, { id }, { loaders }) => loaders.payment(id);
