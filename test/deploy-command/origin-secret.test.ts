import { afterAll, describe, expect, it } from "vitest";
import { readOriginSecret } from "../../deploy/command/distribution/read-origin-secret.ts";
import { clientsOf } from "./support/aws-clients.ts";
import { createFakeAws } from "./support/fake-aws/fake-aws.ts";

const aws = await createFakeAws();
const clients = clientsOf(aws.url);
afterAll(() => aws.close());
aws.secrets.set("payments/origin", "plain-secret");
aws.secrets.set("/payments/origin", "parameter");
aws.secrets.set("shared", JSON.stringify({ origin: "in-json" }));

describe("the origin secret", () => {
  it("is read by its reference from Secrets Manager, SSM, or a field of either", async () => {
    expect(await readOriginSecret(clients, "secretsmanager:payments/origin")).toBe("plain-secret");
    expect(await readOriginSecret(clients, "ssm:/payments/origin")).toBe("parameter");
    expect(await readOriginSecret(clients, "secretsmanager:shared#origin")).toBe("in-json");
  });

  it("is reported if it is missing", async () => {
    for (const reference of ["secretsmanager:none", "ssm:/none", "secretsmanager:shared#none"]) {
      await expect(readOriginSecret(clients, reference)).rejects.toThrow(
        `There is no origin secret at ${reference}. Store it there`,
      );
    }
  });
});
