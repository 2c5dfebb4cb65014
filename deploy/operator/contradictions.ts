import { isAdopted, isJoined, type Operator, tableNameOf } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

/** What is right by itself and wrong beside something else; a sentence each. */
export function contradictionsIn(operator: Operator): string[] {
  return [
    ...placeFaults(operator),
    ...streamFaults(operator),
    ...pageFaults(operator),
    ...mailFaults(operator),
  ];
}

/** ARNs of another region or account would only fail while deploying. */
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
        ? [`${path} is in ${arnRegion}, the stack in ${region}.`]
        : []),
      ...(arnAccount && account && arnAccount !== account
        ? [`${path} is in account ${arnAccount}, the stack in ${account}.`]
        : []),
    ];
  });
}

function streamFaults({ table }: Operator): string[] {
  if (!isAdopted(table) || table.adopt.streamArn === null || table.adopt.nameOrArn === "") return [];
  const name = tableNameOf({ table });
  if (table.adopt.streamArn.includes(`:table/${name}/stream/`)) return [];
  return [`table.adopt.streamArn is the stream of another table than ${name}.`];
}

function pageFaults({ pages, publicBaseUrl, secrets }: Operator): string[] {
  if (isJoined(pages)) {
    return publicBaseUrl === null
      ? ["publicBaseUrl is missing: where the pages are on the distribution that is joined."]
      : [];
  }
  const origin = secrets.originSecret && readSecretReference(secrets.originSecret);
  if (!origin || origin.store === "secretsmanager") return [];
  return [
    "secrets.originSecret is to be in Secrets Manager: CloudFormation fills no secret of SSM into a distribution.",
  ];
}

function mailFaults({ mail, secrets }: Operator): string[] {
  const hasRelay = secrets.smtpUrl !== null || secrets.gmailPassword !== null;
  if (mail === null) return hasRelay ? ["mail is missing: it says who is notified."] : [];
  if (hasRelay || mail.gmailUser !== null) return [];
  return [
    "mail names no way for mails to leave: give mail.gmailUser and secrets.gmailPassword, or secrets.smtpUrl.",
  ];
}
