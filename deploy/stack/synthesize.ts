import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { PaymentsStack, type StackInput } from "./payments-stack.ts";

/** What CloudFormation itself would refuse is no mere warning. */
const TEMPLATE_FAULTS_FAIL = "@aws-cdk/core:validateAgainstDefaultRules";

/** What the library does today, rather than what it did when its second version began; it changes with its version alone. */
const RECOMMENDED_BEHAVIOUR: Record<string, unknown> = createRequire(import.meta.url)(
  "aws-cdk-lib/recommended-feature-flags.json",
);

/** A template as CloudFormation gets it. */
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

/** How an app is synthesized. */
export interface AppOptions {
  /** Where the template goes. */
  outdir?: string;
  context?: Record<string, string>;
  /** Whether CloudFormation's own rules are applied, too, which takes some seconds. They are unless told. */
  isCheckedByCloudFormation?: boolean;
}

/** The app with its one stack, checked by the rules of AWS's own solutions while it is synthesized. */
export function createApp(input: StackInput, options: AppOptions = {}): { app: App; stack: PaymentsStack } {
  const app = new App({
    outdir: options.outdir,
    context: { ...RECOMMENDED_BEHAVIOUR, ...options.context, [TEMPLATE_FAULTS_FAIL]: true },
    builtinCloudFormationValidation: options.isCheckedByCloudFormation ?? true,
    analyticsReporting: false,
  });
  const stack = new PaymentsStack(app, input);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return { app, stack };
}

/**
 * Synthesizes the stack by itself, and answers its template as plain JSON. Throws when a rule is broken, with all that are.
 */
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
