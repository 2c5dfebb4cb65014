import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp, synthesize } from "../../deploy/stack/synthesize.ts";
import { GROWN_CONTEXT, GROWN_VALUES } from "../support/deployments.ts";
import { anOperator, BUNDLES } from "../support/template.ts";

const input = (values: Record<string, unknown> = {}) => ({
  operator: anOperator(values),
  bundlesFolder: BUNDLES,
});

const OPEN = {
  blockPublicAcls: false,
  blockPublicPolicy: false,
  ignorePublicAcls: false,
  restrictPublicBuckets: false,
};

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "payments-rules-"));
});

afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** Synthesizes the example's stack after changing one property of one resource. */
function synthesizeWith(change: { at: string[]; property: string; value: unknown }): void {
  const { app, stack } = createApp(input(), { outdir });
  const construct = change.at.reduce((node, id) => node.findChild(id).node, stack.node);
  Object.assign(construct.defaultChild ?? {}, { [change.property]: change.value });
  app.synth();
}

describe("the rules of AWS Solutions and of CloudFormation", () => {
  it("accept a new deployment", () => {
    expect(() => synthesize(input())).not.toThrow();
  });

  it("accept one with CloudFront's own domain, generated secrets and no mail", () => {
    const values = { pages: { distribution: "new" }, publicBaseUrl: null, account: null, mail: null };
    const secrets = { adminPasswordHash: "ssm:/hash" };
    expect(() => synthesize(input({ ...values, secrets }))).not.toThrow();
  });

  it("accept one that adopts existing resources", () => {
    expect(() => synthesize(input(GROWN_VALUES), { context: GROWN_CONTEXT })).not.toThrow();
  });

  it.each([
    { rule: "AwsSolutions-S2", at: ["Pages"], property: "publicAccessBlockConfiguration", value: OPEN },
    {
      rule: "AwsSolutions-DDB3",
      at: ["Table"],
      property: "pointInTimeRecoverySpecification",
      value: undefined,
    },
    { rule: "AwsSolutions-L1", at: ["ApiFunction"], property: "runtime", value: "nodejs18.x" },
    { rule: "BillingMode", at: ["Table"], property: "billingMode", value: "FREE" },
  ])("fail the synthesis of a violation: $rule", ({ rule, ...change }) => {
    expect(() => synthesizeWith(change)).toThrow(new RegExp(rule));
  });
});
