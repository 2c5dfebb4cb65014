import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { PaymentsStack, type StackInput } from "./payments-stack.ts";

/** What CloudFormation itself would refuse is no mere warning. */
const TEMPLATE_FAULTS_FAIL = "@aws-cdk/core:validateAgainstDefaultRules";

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

/** The app with its one stack, checked by the rules of AWS's own solutions while it is synthesized. */
export function createApp(
  input: StackInput,
  options: { outdir?: string; context?: Record<string, string> } = {},
): { app: App; stack: PaymentsStack } {
  const context = { ...options.context, [TEMPLATE_FAULTS_FAIL]: true };
  const app = new App({ ...options, context, analyticsReporting: false });
  const stack = new PaymentsStack(app, input);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return { app, stack };
}

/** Synthesizes the stack by itself, and answers its template as plain JSON. */
export function synthesize(input: StackInput, context: Record<string, string> = {}): Template {
  const outdir = mkdtempSync(join(tmpdir(), "payments-synth-"));
  try {
    const { app, stack } = createApp(input, { outdir, context });
    app.synth();
    return JSON.parse(readFileSync(join(outdir, stack.templateFile), "utf8")) as Template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
