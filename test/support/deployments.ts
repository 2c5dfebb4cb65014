import { STREAM_CONTEXT } from "../../deploy/stack/adopted-stream.ts";
import type { Template } from "../../deploy/stack/synthesize.ts";
import { anOperator, templateOf } from "./template.ts";

const STREAM = "arn:aws:dynamodb:us-west-2:123456789012:table/scc/stream/2026-01-01T00:00:00.000";
const TABLE_KEY = "arn:aws:kms:us-west-2:123456789012:key/11111111-2222-4333-8444-555555555555";
const SECRETS_KEY = "arn:aws:kms:us-west-2:123456789012:key/66666666-7777-4888-8999-000000000000";

/** A hash of the admin password, as existing deployments have it. */
export const PLAIN_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** A new deployment with the example's values. Synthesized once. */
export const newDeployment = once(() => templateOf(anOperator()));

/** The values of an operator who has a table with its own key, a distribution, and a legacy handler that still writes. */
export const GROWN_VALUES = {
  table: { adopt: { nameOrArn: "scc", encryptionKeyArn: TABLE_KEY } },
  pages: { join: { distributionId: "E2EXAMPLE12345", bucketName: "dispatch-pages", prefix: "payments/" } },
  publicBaseUrl: "https://dispatch.example.com/payments/",
  legacyWriter: true,
  reservedConcurrency: 20,
  secrets: {
    adminPasswordHash: PLAIN_HASH,
    sessionSecret: "secretsmanager:dispatch/sessions#current",
    originSecret:
      "secretsmanager:arn:aws:secretsmanager:us-west-2:123456789012:secret:dispatch/origin-AbC123",
    smtpUrl: "ssm:/dispatch/smtp-url",
    encryptionKeyArn: SECRETS_KEY,
  },
};

/** The context in which the deploy command passes the stream of that table. */
export const GROWN_CONTEXT = { [STREAM_CONTEXT]: STREAM };

/** A deployment into existing resources. Synthesized once. */
export const grownDeployment = once(() => templateOf(anOperator(GROWN_VALUES), GROWN_CONTEXT));

function once(make: () => Template): () => Template {
  let made: Template | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The ARNs that the deployment into existing resources names. */
export const GROWN = { stream: STREAM, tableKey: TABLE_KEY, secretsKey: SECRETS_KEY };
