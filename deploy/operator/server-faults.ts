import { ConfigError, readLocalConfig } from "../../server/config.ts";
import { apiEnvironment, notifyEnvironment } from "./environment.ts";
import type { Operator } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

/** What the functions call a value, and where it stands in the operator's file. */
const PATHS: Record<string, string> = {
  TABLE_NAME: "table",
  ADMIN_PASS_HASH: "secrets.adminPasswordHash",
  SESSION_SECRET: "secrets.sessionSecret",
  ORIGIN_SECRET: "secrets.originSecret",
  SCC_GMAIL_USER: "mail.gmailUser",
  SCC_GMAIL_PASSWORD: "secrets.gmailPassword",
  SCC_GMAIL_TO: "mail.to",
  SMTP_URL: "secrets.smtpUrl",
  CURRENCY: "currency",
  TIME_ZONE: "timeZone",
  ALLOWED_ORIGINS: "allowedOrigins",
  PUBLIC_BASE_URL: "publicBaseUrl",
  TTL_ATTRIBUTE: "ttlAttribute",
  EVENT_SK: "eventSk",
  EVENT_MAPPING: "eventMapping",
};

/** Stands where a secret will be; it passes every check of the kind of secret. */
export const STAND_IN = "0".repeat(64);

/**
 * What the functions would find wrong with their environment at start, said in the words of the operator's file. It is read as
 * the local server reads its own: by the same rules, without asking AWS for the secrets.
 */
export function serverFaultsIn(operator: Operator): string[] {
  const known = withStandIns(operator);
  const made = { sessionSecret: STAND_IN, originSecret: STAND_IN, notifyFunctionArn: "" };
  const environment = {
    ...apiEnvironment(known, made),
    ...notifyEnvironment(known, { publicBaseUrl: operator.publicBaseUrl ?? "" }),
  };
  return faultsOfEnvironment(environment);
}

/** What is wrong with an environment in which every secret stands itself, in the words of the operator's file. No secret is said. */
export function faultsOfEnvironment(environment: Record<string, string | undefined>): string[] {
  try {
    readLocalConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n- ").slice(1).map(inOperatorsWords);
  }
}

function withStandIns(operator: Operator): Operator {
  const { adminPasswordHash, gmailPassword, smtpUrl } = operator.secrets;
  // Without any way for mails to leave, which is a fault of its own, the addresses would not be looked at.
  const isMute = operator.mail !== null && !operator.mail.gmailUser && !gmailPassword;
  const secrets = {
    ...operator.secrets,
    adminPasswordHash: readSecretReference(adminPasswordHash) ? STAND_IN : adminPasswordHash,
    gmailPassword: gmailPassword && STAND_IN,
    smtpUrl: smtpUrl || isMute ? "smtp://stand-in.example.com" : null,
  };
  return { ...operator, secrets };
}

/** A fault as the server tells it, with the names of values as the operator's file has them. */
export const inOperatorsWords = (fault: string): string =>
  fault.replace(/\b[A-Z]+(?:_[A-Z]+)+\b|\bCURRENCY\b/g, (name) => PATHS[name] ?? name);
