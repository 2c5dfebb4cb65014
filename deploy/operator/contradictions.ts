import { isAdopted, isJoined, type Operator, tableNameOf } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

/** Values that are valid alone but contradict each other; one sentence each. */
export function contradictionsIn(operator: Operator): string[] {
  return [
    ...placeFaults(operator),
    ...streamFaults(operator),
    ...pageFaults(operator),
    ...mailFaults(operator),
  ];
}

/** ARNs of another region or account would otherwise fail only during the deployment. */
function placeFaults({ region, account, table, secrets }: Operator): string[] {
  const arns = {
    "table.adopt.nameOrArn": isAdopted(table) ? table.adopt.nameOrArn : null,
    "table.adopt.streamArn": isAdopted(table) ? table.adopt.streamArn : null,
    "table.adopt.encryptionKeyArn": isAdopted(table) ? table.adopt.encryptionKeyArn : null,
    "secrets.encryptionKeyArn": secrets.encryptionKeyArn,
  };
  return Object.entries(arns).flatMap(([path, arn]) => {
    const [, , , arnRegion, arnAccount] = arn?.startsWith("arn:") ? arn.split(":") : [];
    return [
      ...(arnRegion && region && arnRegion !== region
        ? [`${path} is in ${arnRegion}, but the stack is in ${region}.`]
        : []),
      ...(arnAccount && account && arnAccount !== account
        ? [`${path} is in account ${arnAccount}, but the stack is in ${account}.`]
        : []),
    ];
  });
}

function streamFaults({ table }: Operator): string[] {
  if (!isAdopted(table) || table.adopt.streamArn === null || table.adopt.nameOrArn === "") return [];
  const name = tableNameOf({ table });
  if (table.adopt.streamArn.includes(`:table/${name}/stream/`)) return [];
  return [`table.adopt.streamArn is not a stream of the table ${name}.`];
}

function pageFaults({ pages, publicBaseUrl, secrets }: Operator): string[] {
  if (isJoined(pages)) {
    return publicBaseUrl === null
      ? ["publicBaseUrl is missing: the address of the pages on the joined distribution."]
      : [];
  }
  const origin = secrets.originSecret && readSecretReference(secrets.originSecret);
  if (!origin || origin.store === "secretsmanager") return [];
  return [
    "secrets.originSecret must be in Secrets Manager: CloudFormation cannot resolve an SSM secret in a distribution.",
  ];
}

function mailFaults({ mail, secrets }: Operator): string[] {
  const hasRelay = secrets.smtpUrl !== null || secrets.gmailPassword !== null;
  if (mail === null) return hasRelay ? ["mail is missing: it says who is notified."] : [];
  if (hasRelay || mail.gmailUser !== null) return [];
  return ["mail has no mail server: set mail.gmailUser and secrets.gmailPassword, or secrets.smtpUrl."];
}
