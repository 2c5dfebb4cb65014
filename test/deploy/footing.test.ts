import { expect, it } from "vitest";
import { footingOf } from "../../deploy/operator/footing.ts";
import { GROWN_VALUES, PLAIN_HASH } from "../support/deployments.ts";
import { anOperator, operatorJson } from "../support/template.ts";

const secrets = (more: Record<string, unknown>) => ({ ...(operatorJson().secrets as object), ...more });

it("changes with table, secrets or legacy handler, and contains no secret", () => {
  const first = footingOf(anOperator());
  expect(first).toMatch(/^table dispatch-payments, secrets [0-9a-f]{12}, legacyWriter false$/);
  const others = [
    { table: { create: { name: "another" } } },
    { secrets: secrets({ sessionSecret: "secretsmanager:elsewhere" }) },
    { legacyWriter: true },
  ].map((values) => footingOf(anOperator(values)));
  expect(new Set([first, ...others]).size).toBe(4);
  expect(footingOf(anOperator({ currency: "EUR" }))).toBe(first);
});

it("does not change with a password hash in the environment", () => {
  const { adminPasswordHash: _, ...rest } = GROWN_VALUES.secrets;
  const withHash = (adminPasswordHash: string) =>
    footingOf(anOperator({ ...GROWN_VALUES, secrets: { ...rest, adminPasswordHash } }));
  expect(withHash(PLAIN_HASH)).toBe(withHash("f".repeat(64)));
});
