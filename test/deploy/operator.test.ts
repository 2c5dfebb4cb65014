import { describe, expect, it } from "vitest";
import { OperatorError, readOperator } from "../../deploy/operator/read-operator.ts";
import { readSecretReference, secretNameOf } from "../../deploy/operator/secret-reference.ts";
import { anOperator, operatorJson } from "../support/template.ts";

const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** Every fault of a file. */
function faultsOf(json: unknown): string[] {
  try {
    readOperator(json);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return (error as Error).message.split("\n- ").slice(1);
  }
}

const faultsWith = (values: Record<string, unknown>) => faultsOf(operatorJson(values));

const secretsWith = (values: Record<string, unknown>) =>
  faultsWith({ secrets: { adminPasswordHash: HASH, gmailPassword: "ssm:/gmail", ...values } });

describe("the operator file", () => {
  it("is valid as in the example, and has the server's defaults", () => {
    expect(anOperator()).toMatchObject({ stackName: "dispatch-payments", region: "us-west-2" });
    const minimal = {
      stackName: "payments",
      region: "eu-central-1",
      table: { create: { name: "payments" } },
      pages: { distribution: "new" },
      secrets: { adminPasswordHash: HASH },
      alarmEmail: "tom.okafor@example.com",
    };
    expect(readOperator(minimal)).toMatchObject({
      currency: "USD",
      timeZone: "America/Los_Angeles",
      ttlAttribute: "paymentsExpiresAt",
      eventSk: "META",
      mail: null,
      logRetentionDays: 90,
      pages: { domain: null, priceClass: "PriceClass_100" },
    });
  });

  it("reports every fault with its path", () => {
    const faults = faultsWith({
      stackName: "pay_ments",
      region: "us-west",
      zip: 1,
      table: { create: { name: "a", indexes: [] } },
      pages: { distribution: "old", domainName: "payments.example.com", colour: "blue" },
      currency: "XXQ",
      timeZone: "Mars/Olympus",
      allowedOrigins: ["https://example.com/page", "example.com"],
      legacyWriter: "on",
      eventMapping: { titel: "name" },
      mail: { to: "Maya Rivera" },
      secrets: { adminPasswordHash: "correct horse" },
      alarmEmail: "nobody",
      logRetentionDays: 100,
      apiMemoryMegabytes: 64,
      reservedConcurrency: 0.5,
    });

    const places = [
      /^stackName /,
      /^region /,
      /^zip is unknown/,
      /^table\.create\.name /,
      /^table\.create\.indexes is unknown/,
      /^pages\.distribution /,
      /^pages\.domainName and pages\.certificateArn must be set together/,
      /^pages\.colour is unknown/,
      /^currency .*"XXQ"/,
      /^timeZone .*"Mars\/Olympus"/,
      /^allowedOrigins .*"https:\/\/example\.com\/page"/,
      /^allowedOrigins .*"example\.com"/,
      /^legacyWriter /,
      /^eventMapping contains the unknown name "titel"/,
      /^mail has no mail server/,
      /^mail\.to is not an email address/,
      /^secrets\.adminPasswordHash is neither a hash/,
      /^alarmEmail /,
      /^logRetentionDays /,
      /^apiMemoryMegabytes /,
      /^reservedConcurrency /,
    ];
    for (const place of places) expect(faults.filter((fault) => place.test(fault))).toHaveLength(1);
    expect(faults).toHaveLength(places.length);
  });

  it("names its missing parts", () => {
    expect(faultsOf({}).map((fault) => fault.split(" ")[0])).toEqual([
      "stackName",
      "region",
      "table.create",
      "table.create.name",
      "pages.distribution",
      "secrets.adminPasswordHash",
      "alarmEmail",
    ]);
    expect(faultsOf("text")[0]).toBe("The file is not a JSON object.");
  });

  it("creates or adopts a table, not both, and adopts none of another region or account", () => {
    const stream = "arn:aws:dynamodb:us-west-2:123456789012:table/other/stream/2026-01-01T00:00:00.000";
    const elsewhere = "arn:aws:dynamodb:eu-west-1:210987654321:table/scc";
    expect(faultsWith({ table: { create: { name: "scc" }, adopt: { nameOrArn: "scc" } } })).toEqual([
      expect.stringMatching(/^table\.create or table\.adopt/),
    ]);
    expect(faultsWith({ table: { adopt: { nameOrArn: elsewhere, streamArn: stream } } })).toEqual([
      "table.adopt.nameOrArn is in eu-west-1, but the stack is in us-west-2.",
      "table.adopt.nameOrArn is in account 210987654321, but the stack is in 123456789012.",
      "table.adopt.streamArn is not a stream of the table scc.",
    ]);
  });

  it("requires the address of the pages if they join a distribution", () => {
    const pages = { join: { distributionId: "E2EXAMPLE12345", bucketName: "dispatch", prefix: "payments" } };
    expect(faultsWith({ pages, publicBaseUrl: null })).toEqual([
      expect.stringMatching(/^pages\.join\.prefix .* not "payments"\.$/),
      expect.stringMatching(/^publicBaseUrl is missing/),
    ]);
  });
});

describe("mail in the operator file", () => {
  it("needs a recipient and a mail server", () => {
    const mail = { to: "maya.rivera@example.com", gmailUser: "payments@example.com" };
    const secrets = { adminPasswordHash: HASH };
    expect(faultsWith({ mail: null })).toEqual([
      "mail is missing: it says who is notified.",
      "mail.gmailUser is not the address of a Gmail mailbox.",
    ]);
    expect(faultsWith({ mail, secrets })).toEqual(["secrets.gmailPassword is required with mail.gmailUser."]);
    expect(faultsWith({ mail: { ...mail, gmailUser: null } })).toEqual([
      "mail.gmailUser is not the address of a Gmail mailbox.",
    ]);
    expect(faultsWith({ mail: null, secrets })).toEqual([]);
  });
});

describe("a secret in the operator file", () => {
  it.each(["sessionSecret", "originSecret", "gmailPassword", "smtpUrl"])(
    "is refused as plain text (%s), with how to store it and without its value",
    (name) => {
      const [fault, ...others] = secretsWith({ [name]: "smtp://user:hunter2hunter2@example.com" });
      expect(fault).toMatch(
        new RegExp(
          `^secrets\\.${name} is not a reference. Store the secret with \`read -rs SECRET && aws .+ --region us-west-2 .+ "\\$SECRET"; unset SECRET\``,
        ),
      );
      expect(fault).not.toContain("hunter2");
      expect(others).toEqual([]);
    },
  );

  it("can be plain text only for the password hash, as in existing deployments", () => {
    expect(secretsWith({ adminPasswordHash: HASH })).toEqual([]);
    expect(secretsWith({ adminPasswordHash: "ssm:/hash" })).toEqual([]);
    expect(secretsWith({ adminPasswordHash: "hunter2hunter2" }).join()).not.toContain("hunter2");
  });

  it("must be in Secrets Manager if a distribution needs it", () => {
    expect(secretsWith({ originSecret: "ssm:/origin" })).toEqual([
      expect.stringMatching(/^secrets\.originSecret must be in Secrets Manager/),
    ]);
    expect(secretsWith({ originSecret: "secretsmanager:origin" })).toEqual([]);
  });

  it("is referenced by name or ARN, with or without a JSON field", () => {
    const arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:payments/mail-AbC123";
    expect(readSecretReference("ssm:/payments/mail#password")).toMatchObject({
      store: "ssm",
      id: "/payments/mail",
      jsonKey: "password",
    });
    const reference = readSecretReference(`secretsmanager:${arn}`);
    expect(reference).toMatchObject({ store: "secretsmanager", id: arn, jsonKey: null });
    expect(reference && secretNameOf(reference)).toBe("payments/mail");
    for (const text of [
      "ssm:name",
      "secretsmanager:",
      "ssm:/a b",
      "hunter2",
      "https://example.com",
      "ssm:/a#",
    ]) {
      expect(readSecretReference(text)).toBeNull();
    }
  });
});
