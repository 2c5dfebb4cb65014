import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../context.ts";
import { countValues } from "./count-values.ts";
import type { Limits } from "./limits.ts";

type Reject = (context: unknown, error: GraphQLError) => void;

/** Refuses operations that are larger than any of ours, and ends those that take too long. */
export function useLimits(limits: Limits): Plugin<Context> {
  // Reported as a fault of the document, not thrown: what is thrown while validating looks like an accident.
  const report: Reject = (context, error) =>
    (context as { reportError(error: GraphQLError): void }).reportError(error);
  const options = { onReject: [report], propagateOnRejection: false };
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
    },

    onValidate({ addValidationRule }) {
      addValidationRule(maxDepthRule({ ...options, n: limits.depth, flattenFragments: true }));
      addValidationRule(maxAliasesRule({ ...options, n: limits.aliases }));
      addValidationRule(maxDirectivesRule({ ...options, n: limits.directives }));
    },

    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const refusal = refuseTooLarge(args, limits.values);
      if (refusal) return setResultAndStopExecution({ errors: [refusal] });
      setExecuteFn((args: ExecutionArgs) => withTimeLimit(executeFn(args), args, limits.milliseconds));
    },
  };
}

function refuseTooLarge(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  mostValues: number,
): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const variables = coerceVariables(schema, operation, variableValues ?? {});
  if (!variables) return null;
  const count = countValues({ schema, document, operation, variables });
  if (count <= mostValues) return null;
  const message = `This asks for up to ${count} values; an answer holds at most ${mostValues}. Ask for shorter pages.`;
  return new GraphQLError(message, { extensions: { code: "OPERATION_TOO_LARGE", http: { status: 400 } } });
}

/** Null when a variable cannot be what it is declared to be: execution refuses it, and says why. */
function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced ?? null;
}

/** What was begun may still be finished: an idempotency key makes it safe to ask again. */
async function withTimeLimit(
  execution: ExecutionResult | Promise<ExecutionResult>,
  { contextValue }: ExecutionArgs,
  milliseconds: number,
): Promise<ExecutionResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => resolve({ errors: [takesTooLong(contextValue as Context)] }), milliseconds);
  });
  try {
    return await Promise.race([execution, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const takesTooLong = ({ requestId }: Context) =>
  new GraphQLError("This took too long, so it is not known what became of it. Ask again.", {
    extensions: { code: "TIMEOUT", requestId, http: { status: 503 } },
  });
