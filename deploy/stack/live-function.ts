import { existsSync } from "node:fs";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type Alias, Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { partsFolderOf } from "../../build/parts-folder.ts";
import type { FunctionEnvironment } from "../operator/environment.ts";
import { LIVE_ALIAS, RELEASE_CONTEXT } from "./output-names.ts";

/** One of our functions, with its log and the alias that receives all calls. */
export interface LiveFunction {
  lambda: LambdaFunction;
  alias: Alias;
  log: LogGroup;
}

/** Options of `addLiveFunction`. */
export interface FunctionOptions {
  /** Prefix of the construct ids. */
  id: string;
  name: string;
  description: string;
  /** The built bundle without its extension; it exports `handler`. */
  bundle: string;
  bundlesFolder: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  logRetentionDays: number;
  reservedConcurrency?: number | null;
  environment: FunctionEnvironment;
  /** All permissions except writing its log. */
  statements: PolicyStatement[];
}

/**
 * Adds a function and its alias. Previous versions stay, so that a rollback can point the alias at one of them. Throws if the
 * bundle is not built.
 */
export function addLiveFunction(stack: Stack, options: FunctionOptions): LiveFunction {
  const log = new LogGroup(stack, `${options.id}Log`, {
    logGroupName: `/aws/lambda/${options.name}`,
    retention: options.logRetentionDays,
    // A failed first deployment must not leave a log that makes the second one fail.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  const lambda = new LambdaFunction(stack, `${options.id}Function`, {
    functionName: options.name,
    description: describeRelease(stack, options.description),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: `${options.bundle}.handler`,
    code: codeOf(options),
    role: addRole(stack, { ...options, log }),
    logGroup: log,
    timeout: Duration.seconds(options.timeoutSeconds),
    memorySize: options.memoryMegabytes,
    reservedConcurrentExecutions: options.reservedConcurrency ?? undefined,
    environment: options.environment,
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
  });
  return { lambda, alias: lambda.addAlias(LIVE_ALIAS), log };
}

/**
 * Puts the release into the description, so that every release is a new version, even if only a referenced secret has changed:
 * instances read secrets once, at start.
 */
function describeRelease(stack: Stack, description: string): string {
  const release: unknown = stack.node.tryGetContext(RELEASE_CONTEXT);
  return typeof release === "string" ? `${description} Release ${release}.` : description;
}

/** The bundle and its chunks, without source maps and without the other function's bundle. */
function codeOf({ bundle, bundlesFolder }: FunctionOptions): Code {
  const file = `${bundlesFolder}/${bundle}.mjs`;
  if (!existsSync(file)) throw new Error(`${file} does not exist. Run \`npm run build\` first.`);
  const parts = partsFolderOf(bundle);
  return Code.fromAsset(bundlesFolder, {
    exclude: ["*", `!${bundle}.mjs`, `!${parts}`, `!${parts}/*.mjs`],
  });
}

/** Not AWS's managed policy, which may write to every log of the account. */
function addRole(stack: Stack, { id, log, statements }: FunctionOptions & { log: LogGroup }): Role {
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  log.grantWrite(role);
  for (const statement of statements) role.addToPolicy(statement);
  return role;
}
