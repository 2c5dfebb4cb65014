import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { PaymentsStack, type StackInput } from "./payments-stack.ts";

/** Turns CloudFormation's validation warnings into failures. */
const TEMPLATE_FAULTS_FAIL = "@aws-cdk/core:validateAgainstDefaultRules";

/** The library's current behavior instead of that of its version 2.0; pinned by its version. */
const RECOMMENDED_BEHAVIOR: Record<string, unknown> = createRequire(import.meta.url)(
  "aws-cdk-lib/recommended-feature-flags.json",
);

/** A synthesized CloudFormation template. */
export interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown; Description?: string }>;
}

/** One resource of a template. */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  DependsOn?: string[];
}

/** Options of `createApp`. */
export interface AppOptions {
  /** The output folder of the template. */
  outdir?: string;
  context?: Record<string, string>;
  /** Whether to apply CloudFormation's own rules, too, which takes a few seconds. Default: true. */
  isCheckedByCloudFormation?: boolean;
}

/** The app with its single stack, checked with the AWS Solutions rules during synthesis. */
export function createApp(input: StackInput, options: AppOptions = {}): { app: App; stack: PaymentsStack } {
  const app = new App({
    outdir: options.outdir,
    context: { ...RECOMMENDED_BEHAVIOR, ...options.context, [TEMPLATE_FAULTS_FAIL]: true },
    builtinCloudFormationValidation: options.isCheckedByCloudFormation ?? true,
    analyticsReporting: false,
  });
  const stack = new PaymentsStack(app, input);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return { app, stack };
}

/** Synthesizes the stack and returns its template as plain JSON. Throws with every broken rule. */
export function synthesize(input: StackInput, options: Omit<AppOptions, "outdir"> = {}): Template {
  const outdir = mkdtempSync(join(tmpdir(), "payments-synth-"));
  try {
    const { app, stack } = createApp(input, { ...options, outdir });
    app.synth();
    return JSON.parse(readFileSync(join(outdir, stack.templateFile), "utf8")) as Template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
