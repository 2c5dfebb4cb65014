import type { QueryResolvers } from "../generated/resolver-types.ts";

export const viewer: QueryResolvers["viewer"] = (_, __, context) => context.viewer;
