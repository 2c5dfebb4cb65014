import type { GraphQLFieldResolver } from "graphql";
import type { Context } from "./context.ts";
import type { MutationResolvers } from "./generated/resolver-types.ts";

/** Wraps resolvers so that refusals are logged with their code and field, but never with what was typed. */
export function withLoggedRefusals(mutations: MutationResolvers): MutationResolvers {
  const logged = Object.entries(mutations).map(([field, resolve]) => {
    const original = resolve as GraphQLFieldResolver<unknown, Context>;
    const logging: typeof original = async (source, args, context, info) => {
      const answer = await original(source, args, context, info);
      if (isRefusal(answer)) logRefusal(context, { field, code: answer.code });
      return answer;
    };
    return [field, logging];
  });
  return Object.fromEntries(logged);
}

const isRefusal = (answer: unknown): answer is { code: string } =>
  typeof answer === "object" && answer !== null && "code" in answer;

function logRefusal(context: Context, refusal: { field: string; code: string }): void {
  const { access, requestId, viewer, address } = context;
  access.logger.warn("A mutation was refused.", {
    requestId,
    ...refusal,
    principal: viewer.principal,
    address,
  });
}
