import { isPasswordHash } from "./access/password-hash.ts";
import { DEFAULT_EVENT_MAPPING, type EventMapping } from "./ledger/event-facts.ts";
import { isEventSortKey } from "./ledger/ids.ts";
import { type ReadParameters, resolveSecrets } from "./secret-references.ts";
import { isTimeZone } from "./values/calendar.ts";
import { minorDigits } from "./values/money.ts";
import { isEmailAddress } from "./values/text-fields.ts";

/** How mails are sent: through a relay or a Gmail mailbox. */
export type MailRelay = { from: string } & ({ url: string } | { user: string; password: string });

/** The configuration from the environment, validated. */
export interface Config {
  tableName: string;
  /** A custom DynamoDB endpoint. Null for AWS or, locally, the embedded engine. */
  dynamoEndpoint: string | null;
  /** Hash of the shared admin password: SHA-256 in hexadecimal, or scrypt in PHC form. Null only locally, where the demo password is used. */
  adminPasswordHash: string | null;
  /** Null only locally, where it is random and sessions end with the process. */
  sessionSecret: string | null;
  mail: { relay: MailRelay; to: string } | null;
  currency: string;
  timeZone: string;
  allowedOrigins: string[];
  publicBaseUrl: string | null;
  originSecret: string | null;
  /** Whether only the operations of our own client are allowed. */
  safelistOnly: boolean;
  /** The table's TTL attribute. */
  ttlAttribute: string;
  /** Whether a legacy handler still writes rows, which are then adopted as they appear. */
  legacyWriter: boolean;
  eventSk: string;
  eventMapping: EventMapping;
}

/** The configuration is invalid. The message lists every fault. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The values that must never appear in a log. */
export function secretsOf({
  adminPasswordHash,
  sessionSecret,
  originSecret,
  mail,
}: Config): (string | null)[] {
  return [adminPasswordHash, sessionSecret, originSecret, ...(mail ? passwordsOf(mail.relay) : [])];
}

/** In a URL the password is encoded, but the mail server receives it decoded. */
function passwordsOf(relay: MailRelay): string[] {
  if ("password" in relay) return [relay.password];
  const { password } = new URL(relay.url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

type Environment = Record<string, string | undefined>;

const MIN_SECRET_CHARACTERS = 32;

/** Configuration of the API on AWS. */
export interface LambdaConfig extends Config {
  /** The function that sends mails, used to check its mailbox. Null if not configured. */
  notifyFunction: string | null;
}

/** Reads the environment of the API on AWS and the secrets that it references. Throws a `ConfigError` that lists every fault. */
export async function readLambdaConfig(
  readParameters: ReadParameters,
  given: Environment = process.env,
): Promise<LambdaConfig> {
  const { environment, faults } = await resolveSecrets(given, readParameters);
  const config = readConfig(environment, (config) => [
    ...faults,
    ...missing("ADMIN_PASS_HASH", config.adminPasswordHash, given),
    ...missing("SESSION_SECRET", config.sessionSecret, given),
  ]);
  return { ...config, notifyFunction: environment.NOTIFY_FUNCTION ?? null };
}

/** Reads the environment of the mail consumer, which needs no access secrets, and the secrets that it references. */
export async function readNotifyConfig(
  readParameters: ReadParameters,
  given: Environment = process.env,
): Promise<Config> {
  const { environment, faults } = await resolveSecrets(given, readParameters);
  return readConfig(environment, () => faults);
}

/** Configuration of the local server. */
export interface LocalConfig extends Config {
  port: number;
  dataDir: string;
  /** The address that caught mails are sent to. */
  localRecipient: string;
}

/** Reads the environment of the local server. Throws a `ConfigError` that lists every fault. */
export function readLocalConfig(environment: Environment = process.env): LocalConfig {
  const port = Number(environment.PORT ?? "4000");
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65535;
  const faults = isPort ? [] : [`PORT must be a number from 0 to 65535, not "${environment.PORT}".`];
  const localRecipient = environment.SCC_GMAIL_TO || environment.SCC_GMAIL_USER || "admin@dispatch.example";
  const config = readConfig({ ...environment, SCC_GMAIL_TO: localRecipient }, () => faults);
  return { ...config, port, dataDir: environment.DATA_DIR || ".data", localRecipient };
}

/** If a referenced secret was not found, that fault is already reported. */
const missing = (name: string, value: unknown, given: Environment) =>
  value === null && !given[name]?.trim() ? [`${name} is required.`] : [];

function withoutBlanks(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

function readConfig(given: Environment, moreFaults: (config: Config) => string[]): Config {
  const environment = withoutBlanks(given);
  const faults: string[] = [];
  const config: Config = {
    tableName: environment.TABLE_NAME ?? "scc",
    dynamoEndpoint: readUrl("AWS_ENDPOINT_URL_DYNAMODB", environment, faults),
    adminPasswordHash: readPasswordHash(environment.ADMIN_PASS_HASH, faults),
    sessionSecret: readSecret("SESSION_SECRET", environment, faults),
    mail: readMail(environment, faults),
    currency: readCurrency(environment.CURRENCY ?? "USD", faults),
    timeZone: readTimeZone(environment.TIME_ZONE ?? "America/Los_Angeles", faults),
    allowedOrigins: readOrigins(environment.ALLOWED_ORIGINS, faults),
    publicBaseUrl: readUrl("PUBLIC_BASE_URL", environment, faults)?.replace(/\/+$/, "") ?? null,
    originSecret: readSecret("ORIGIN_SECRET", environment, faults),
    safelistOnly: readSwitch("SAFELIST_ONLY", environment, faults),
    ttlAttribute: environment.TTL_ATTRIBUTE ?? "paymentsExpiresAt",
    legacyWriter: readSwitch("LEGACY_WRITER", environment, faults),
    eventSk: readEventSk(environment.EVENT_SK, faults),
    eventMapping: readMapping(environment.EVENT_MAPPING, faults),
  };
  faults.push(...moreFaults(config));
  if (faults.length > 0) throw new ConfigError(`The configuration is invalid:\n- ${faults.join("\n- ")}`);
  return config;
}

function readEventSk(value: string | undefined, faults: string[]): string {
  const sortKey = value ?? "META";
  if (!isEventSortKey(sortKey))
    faults.push(`EVENT_SK must not be "${sortKey}": items of the ledger have such keys.`);
  return sortKey;
}

function readUrl(name: string, environment: Environment, faults: string[]): string | null {
  const value = environment[name];
  if (value === undefined) return null;
  if (!URL.canParse(value)) faults.push(`${name} is not a URL: "${value}".`);
  return value;
}

function readPasswordHash(value: string | undefined, faults: string[]): string | null {
  if (value === undefined) return null;
  if (!isPasswordHash(value)) {
    faults.push(
      "ADMIN_PASS_HASH is neither a hash produced by `npm run hash-password` nor a SHA-256 of 64 hexadecimal digits.",
    );
  }
  return value;
}

function readSecret(name: string, environment: Environment, faults: string[]): string | null {
  const value = environment[name];
  if (value !== undefined && value.length < MIN_SECRET_CHARACTERS) {
    faults.push(`${name} must have at least ${MIN_SECRET_CHARACTERS} characters, but has ${value.length}.`);
  }
  return value ?? null;
}

function readSwitch(name: string, environment: Environment, faults: string[]): boolean {
  const value = environment[name] ?? "off";
  if (value !== "on" && value !== "off") faults.push(`${name} must be "on" or "off", not "${value}".`);
  return value === "on";
}

function readMail(environment: Environment, faults: string[]): Config["mail"] {
  const { SCC_GMAIL_USER: user, SCC_GMAIL_PASSWORD: password, SCC_GMAIL_TO: to, SMTP_URL: url } = environment;
  if (!url && !user && !password) return null;
  if (!to) faults.push("SCC_GMAIL_TO is required: notifications are sent to it.");
  else if (!isEmailAddress(to)) faults.push(`SCC_GMAIL_TO is not an email address: "${to}".`);
  if (url) {
    if (!/^smtps?:\/\//.test(url) || !URL.canParse(url))
      faults.push("SMTP_URL is not a URL such as smtp://127.0.0.1:2525.");
    return { relay: { from: user ?? to ?? "", url }, to: to ?? "" };
  }
  if (!user || !isEmailAddress(user)) faults.push("SCC_GMAIL_USER is not the address of a Gmail mailbox.");
  if (!password) faults.push("SCC_GMAIL_PASSWORD is required with SCC_GMAIL_USER.");
  return { relay: { from: user ?? "", user: user ?? "", password: password ?? "" }, to: to ?? "" };
}

function readCurrency(value: string, faults: string[]): string {
  if (minorDigits(value) === null) faults.push(`CURRENCY is not an ISO 4217 code such as USD: "${value}".`);
  return value;
}

function readTimeZone(value: string, faults: string[]): string {
  if (!isTimeZone(value))
    faults.push(`TIME_ZONE is not an IANA time zone such as America/Los_Angeles: "${value}".`);
  return value;
}

function readOrigins(value: string | undefined, faults: string[]): string[] {
  const origins = (value ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter(Boolean);
  for (const origin of origins) {
    const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOrigin)
      faults.push(
        `ALLOWED_ORIGINS contains "${origin}", which is not an origin such as https://example.com.`,
      );
  }
  return origins;
}

function readMapping(value: string | undefined, faults: string[]): EventMapping {
  if (value === undefined) return DEFAULT_EVENT_MAPPING;
  const mapping = parseJsonObject(value);
  if (!mapping) {
    faults.push('EVENT_MAPPING is not a JSON object such as {"title":"name"}.');
    return DEFAULT_EVENT_MAPPING;
  }
  const known = Object.keys(DEFAULT_EVENT_MAPPING);
  for (const [fact, attribute] of Object.entries(mapping)) {
    if (!known.includes(fact))
      faults.push(`EVENT_MAPPING contains the unknown name "${fact}". Known names: ${known.join(", ")}.`);
    if (typeof attribute !== "string") faults.push(`EVENT_MAPPING must map "${fact}" to an attribute name.`);
  }
  return { ...DEFAULT_EVENT_MAPPING, ...mapping } as EventMapping;
}

function parseJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
