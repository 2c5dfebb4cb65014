import { isEmailAddress } from "../../server/values/text-fields.ts";
import { LOG_RETENTION_DAYS, PRICE_CLASSES, TEXT_RULES } from "./allowed-values.ts";
import { contradictionsIn } from "./contradictions.ts";
import { type JsonFields, openFields } from "./json-fields.ts";
import type { AdoptedTable, CreatedTable, JoinedPages, NewPages, Operator } from "./operator.ts";
import { readSecrets } from "./read-secrets.ts";
import { serverFaultsIn } from "./server-faults.ts";

/** The operator file is invalid; the message lists every fault with its path. */
export class OperatorError extends Error {
  override name = "OperatorError";
}

const DEFAULT_LOG_RETENTION_DAYS = 90;
const DEFAULT_API_MEMORY_MEGABYTES = 1024;

/**
 * Reads the operator's settings from parsed JSON and fills in defaults. Throws an `OperatorError` that lists every fault,
 * including those that the functions would find in their environment at start.
 */
export function readOperator(json: unknown): Operator {
  const faults: string[] = [];
  const operator = readFields(openFields(json, faults), faults);
  faults.push(...contradictionsIn(operator), ...serverFaultsIn(operator));
  if (faults.length === 0) return operator;
  const every = [...new Set(faults)].map((fault) => `\n- ${fault}`).join("");
  throw new OperatorError(`The operator file has faults:${every}`);
}

function readFields(fields: JsonFields, faults: string[]): Operator {
  const stackName = fields.text("stackName", TEXT_RULES.stackName);
  const region = fields.text("region", TEXT_RULES.region);
  const operator: Operator = {
    stackName,
    account: fields.optionalText("account", TEXT_RULES.account),
    region,
    table: readTable(fields.object("table"), faults),
    ttlAttribute: fields.optionalText("ttlAttribute", TEXT_RULES.attribute) ?? "paymentsExpiresAt",
    pages: readPages(fields.object("pages"), faults),
    currency: fields.optionalText("currency", TEXT_RULES.anything) ?? "USD",
    timeZone: fields.optionalText("timeZone", TEXT_RULES.anything) ?? "America/Los_Angeles",
    publicBaseUrl: fields.optionalText("publicBaseUrl", TEXT_RULES.url),
    allowedOrigins: fields.texts("allowedOrigins"),
    legacyWriter: fields.flag("legacyWriter", false),
    eventSk: fields.optionalText("eventSk", TEXT_RULES.sortKey) ?? "META",
    eventMapping: fields.textMap("eventMapping"),
    safelistOnly: fields.flag("safelistOnly", false),
    mail: fields.has("mail") ? readMail(fields.object("mail")) : skip(fields, "mail"),
    secrets: readSecrets(fields.object("secrets"), { region, faults }),
    alarmEmail: readEmail(fields, faults),
    logRetentionDays: fields.oneOf("logRetentionDays", LOG_RETENTION_DAYS, DEFAULT_LOG_RETENTION_DAYS),
    apiMemoryMegabytes:
      fields.integer("apiMemoryMegabytes", { min: 128, max: 10_240 }) ?? DEFAULT_API_MEMORY_MEGABYTES,
    reservedConcurrency: fields.integer("reservedConcurrency", { min: 1, max: 10_000 }),
  };
  fields.end();
  return operator;
}

/** Marks a known field as read although it is absent, so that an explicit `null` is not reported as unknown. */
function skip(fields: JsonFields, name: string): null {
  fields.optionalText(name, TEXT_RULES.anything);
  return null;
}

function readTable(fields: JsonFields, faults: string[]): CreatedTable | AdoptedTable {
  const isAdopting = fields.has("adopt");
  if (isAdopting === fields.has("create")) {
    faults.push(`${fields.path("create")} or ${fields.path("adopt")} must be set, but not both.`);
  }
  const table = isAdopting
    ? { adopt: readAdopted(fields.object("adopt")) }
    : { create: readCreated(fields.object("create")) };
  if (isAdopting && fields.has("create")) fields.object("create");
  fields.end();
  return table;
}

function readCreated(fields: JsonFields): CreatedTable["create"] {
  const created = { name: fields.text("name", TEXT_RULES.tableName) };
  fields.end();
  return created;
}

function readAdopted(fields: JsonFields): AdoptedTable["adopt"] {
  const adopted = {
    nameOrArn: fields.text("nameOrArn", TEXT_RULES.tableNameOrArn),
    streamArn: fields.optionalText("streamArn", TEXT_RULES.streamArn),
    encryptionKeyArn: fields.optionalText("encryptionKeyArn", TEXT_RULES.keyArn),
  };
  fields.end();
  return adopted;
}

function readPages(fields: JsonFields, faults: string[]): NewPages | JoinedPages {
  const pages = fields.has("join") ? { join: readJoined(fields.object("join")) } : readNew(fields, faults);
  fields.end();
  return pages;
}

function readNew(fields: JsonFields, faults: string[]): NewPages {
  if (!fields.has("distribution")) {
    faults.push(
      `${fields.path("distribution")} (with the value "new") or ${fields.path("join")} must be set.`,
    );
  }
  const name = fields.optionalText("domainName", TEXT_RULES.domainName);
  const certificateArn = fields.optionalText("certificateArn", TEXT_RULES.certificateArn);
  if (fields.has("domainName") !== fields.has("certificateArn")) {
    faults.push(`${fields.path("domainName")} and ${fields.path("certificateArn")} must be set together.`);
  }
  return {
    distribution: fields.oneOf("distribution", ["new"], "new"),
    domain: name !== null && certificateArn !== null ? { name, certificateArn } : null,
    priceClass: fields.oneOf("priceClass", PRICE_CLASSES, "PriceClass_100"),
  };
}

function readJoined(fields: JsonFields): JoinedPages["join"] {
  const joined = {
    distributionId: fields.text("distributionId", TEXT_RULES.distributionId),
    bucketName: fields.text("bucketName", TEXT_RULES.bucketName),
    prefix: fields.optionalText("prefix", TEXT_RULES.prefix) ?? "",
  };
  fields.end();
  return joined;
}

function readMail(fields: JsonFields): Operator["mail"] {
  const mail = {
    to: fields.text("to", TEXT_RULES.anything),
    gmailUser: fields.optionalText("gmailUser", TEXT_RULES.anything),
  };
  fields.end();
  return mail;
}

function readEmail(fields: JsonFields, faults: string[]): string {
  const email = fields.text("alarmEmail", { pattern: /[\s\S]/, is: "the email address that alarms go to" });
  if (email && !isEmailAddress(email)) faults.push(`${fields.path("alarmEmail")} is not an email address.`);
  return email;
}
