import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
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

/** A property of a resource with a value that a rule forbids. */
interface Breach {
  rule: string;
  at: string[];
  property: string;
  value: unknown;
}

const BREACHES: Breach[] = [
  { rule: "AwsSolutions-S2", at: ["Pages"], property: "publicAccessBlockConfiguration", value: OPEN },
  {
    rule: "AwsSolutions-DDB3",
    at: ["Table"],
    property: "pointInTimeRecoverySpecification",
    value: undefined,
  },
  { rule: "AwsSolutions-L1", at: ["ApiFunction"], property: "runtime", value: "nodejs18.x" },
  { rule: "BillingMode", at: ["Table"], property: "billingMode", value: "FREE" },
];

/** Synthesizes the example's stack with all of these breaches. Returns the message of the error. */
function faultsOf(breaches: Breach[]): string {
  const outdir = mkdtempSync(join(tmpdir(), "payments-rules-"));
  try {
    const { app, stack } = createApp(input(), { outdir });
    for (const { at, property, value } of breaches) {
      const construct = at.reduce((node, id) => node.findChild(id).node, stack.node);
      Object.assign(construct.defaultChild ?? {}, { [property]: value });
    }
    app.synth();
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe("the rules of AWS Solutions and of CloudFormation", () => {
  it("accept a new deployment, without a warning", () => {
    const warnings = [
      vi.spyOn(console, "warn"),
      vi.spyOn(console, "error"),
      vi.spyOn(process.stderr, "write"),
    ];
    expect(() => synthesize(input())).not.toThrow();
    for (const warning of warnings) expect(warning).not.toHaveBeenCalled();
  });

  it("accept one with CloudFront's own domain, generated secrets and no mail", () => {
    const values = { pages: { distribution: "new" }, publicBaseUrl: null, account: null, mail: null };
    const secrets = { adminPasswordHash: "ssm:/hash" };
    expect(() => synthesize(input({ ...values, secrets }))).not.toThrow();
  });

  it("accept one that adopts existing resources", () => {
    expect(() => synthesize(input(GROWN_VALUES), { context: GROWN_CONTEXT })).not.toThrow();
  });

  describe("fail the synthesis of a violation", () => {
    let faults: string;
    beforeAll(() => {
      faults = faultsOf(BREACHES);
    });

    it.each(BREACHES)("$rule", ({ rule }) => {
      expect(faults).toMatch(new RegExp(rule));
    });
  });
});
