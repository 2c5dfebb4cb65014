import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
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

/** One property of one resource that a rule does not allow. */
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

/** What the synthesis says of the stack of the example with all of these in it. */
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

describe("the rules of AWS's solutions and of CloudFormation", () => {
  it("have nothing against a new deployment", () => {
    expect(() => synthesize(input())).not.toThrow();
  });

  it("have nothing against one under CloudFront's own domain, whose secrets and mail are left to the stack", () => {
    const values = { pages: { distribution: "new" }, publicBaseUrl: null, account: null, mail: null };
    const secrets = { adminPasswordHash: "ssm:/hash" };
    expect(() => synthesize(input({ ...values, secrets }))).not.toThrow();
  });

  it("have nothing against one into what is there already", () => {
    expect(() => synthesize(input(GROWN_VALUES), { context: GROWN_CONTEXT })).not.toThrow();
  });

  describe("fail the synthesis of a broken one", () => {
    let faults: string;
    beforeAll(() => {
      faults = faultsOf(BREACHES);
    });

    it.each(BREACHES)("$rule", ({ rule }) => {
      expect(faults).toMatch(new RegExp(rule));
    });
  });
});
