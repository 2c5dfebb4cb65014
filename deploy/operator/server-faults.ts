import { ConfigError, readLocalConfig } from "../../server/config.ts";
import { apiEnvironment, notifyEnvironment } from "./environment.ts";
import type { Operator } from "./operator.ts";
import { readSecretReference } from "./secret-reference.ts";

/** The environment variables of the functions, and their paths in the operator file. */
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

/** A placeholder for a secret; it passes every check. */
export const STAND_IN = "0".repeat(64);

/**
 * The faults that the functions would find in their environment at start, in the operator file's terms. Uses the same rules as
 * the functions, but does not ask AWS for the secrets.
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

/** The faults of an environment with resolved secrets, in the operator file's terms. Contains no secret values. */
export function faultsOfEnvironment(environment: Record<string, string | undefined>): string[] {
  try {
    readLocalConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split("\n- ").slice(1).map(inOperatorTerms);
  }
}

function withStandIns(operator: Operator): Operator {
  const { adminPasswordHash, gmailPassword, smtpUrl } = operator.secrets;
  // Without a mail server, which is a separate fault, the addresses would not be checked.
  const hasNoServer = operator.mail !== null && !operator.mail.gmailUser && !gmailPassword;
  const secrets = {
    ...operator.secrets,
    adminPasswordHash: readSecretReference(adminPasswordHash) ? STAND_IN : adminPasswordHash,
    gmailPassword: gmailPassword && STAND_IN,
    smtpUrl: smtpUrl || hasNoServer ? "smtp://stand-in.example.com" : null,
  };
  return { ...operator, secrets };
}

/** A fault of the server with the operator file's paths instead of variable names. */
export const inOperatorTerms = (fault: string): string =>
  fault.replace(/\b[A-Z]+(?:_[A-Z]+)+\b|\bCURRENCY\b/g, (name) => PATHS[name] ?? name);
