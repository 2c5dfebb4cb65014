import { existsSync } from "node:fs";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type Alias, Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { partsFolderOf } from "../../build/parts-folder.ts";
import type { FunctionEnvironment } from "../operator/environment.ts";
import { LIVE_ALIAS, RELEASE_CONTEXT } from "./output-names.ts";

/** One of our functions, with its log and the alias that everything calls. */
export interface LiveFunction {
  lambda: LambdaFunction;
  alias: Alias;
  log: LogGroup;
}

/** What a function is made of. */
export interface FunctionOptions {
  /** Begins the ids of what is made. */
  id: string;
  name: string;
  description: string;
  /** The built bundle, without its ending: it exports `handler`. */
  bundle: string;
  bundlesFolder: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  logRetentionDays: number;
  reservedConcurrency?: number | null;
  environment: FunctionEnvironment;
  /** Everything that it may do beside writing its log. */
  statements: PolicyStatement[];
}

/**
 * Makes a function and its alias. Versions that were live stay, so that going back is to point the alias at one of them.
 * Throws when the bundle was not built.
 */
export function addLiveFunction(stack: Stack, options: FunctionOptions): LiveFunction {
  const log = new LogGroup(stack, `${options.id}Log`, {
    logGroupName: `/aws/lambda/${options.name}`,
    retention: options.logRetentionDays,
    // A first deployment that failed must not leave a log that the second one stumbles over.
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
 * Every release is a version of its own, also where nothing changed but a secret that is kept elsewhere: instances of a version
 * read it once, and those of a new version read it anew.
 */
function describeRelease(stack: Stack, description: string): string {
  const release: unknown = stack.node.tryGetContext(RELEASE_CONTEXT);
  return typeof release === "string" ? `${description} Release ${release}.` : description;
}

/** The bundle and its parts: their source maps, and the other function's bundle, stay at home. */
function codeOf({ bundle, bundlesFolder }: FunctionOptions): Code {
  const file = `${bundlesFolder}/${bundle}.mjs`;
  if (!existsSync(file)) throw new Error(`${file} is not there. Run \`npm run build\` first.`);
  const parts = partsFolderOf(bundle);
  return Code.fromAsset(bundlesFolder, {
    exclude: ["*", `!${bundle}.mjs`, `!${parts}`, `!${parts}/*.mjs`],
  });
}

/** Written by hand: AWS's own policy for functions may write every log of the account. */
function addRole(stack: Stack, { id, log, statements }: FunctionOptions & { log: LogGroup }): Role {
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  log.grantWrite(role);
  for (const statement of statements) role.addToPolicy(statement);
  return role;
}
