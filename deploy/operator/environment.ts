import { type Operator, tableNameOf } from "./operator.ts";

/** The environment of a function; secrets are references, which the function resolves at start. */
export type FunctionEnvironment = Record<string, string>;

/** The environment of the API. It has no mailbox credentials. */
export function apiEnvironment(
  operator: Operator,
  made: { sessionSecret: string; originSecret: string; notifyFunctionArn: string },
): FunctionEnvironment {
  return withoutBlanks({
    ...sharedEnvironment(operator),
    ADMIN_PASS_HASH: operator.secrets.adminPasswordHash,
    SESSION_SECRET: made.sessionSecret,
    ORIGIN_SECRET: made.originSecret,
    ALLOWED_ORIGINS: operator.allowedOrigins.join(","),
    SAFELIST_ONLY: onOrOff(operator.safelistOnly),
    TTL_ATTRIBUTE: operator.ttlAttribute,
    NOTIFY_FUNCTION: made.notifyFunctionArn,
  });
}

/** The environment of the mail consumer. It has no credentials of callers. */
export function notifyEnvironment(
  operator: Operator,
  { publicBaseUrl }: { publicBaseUrl: string },
): FunctionEnvironment {
  return withoutBlanks({
    ...sharedEnvironment(operator),
    LEGACY_WRITER: onOrOff(operator.legacyWriter),
    PUBLIC_BASE_URL: publicBaseUrl,
    SCC_GMAIL_USER: operator.mail?.gmailUser ?? "",
    SCC_GMAIL_PASSWORD: operator.secrets.gmailPassword ?? "",
    SCC_GMAIL_TO: operator.mail?.to ?? "",
    SMTP_URL: operator.secrets.smtpUrl ?? "",
  });
}

function sharedEnvironment(operator: Operator): FunctionEnvironment {
  const { eventMapping } = operator;
  return {
    TABLE_NAME: tableNameOf(operator),
    CURRENCY: operator.currency,
    TIME_ZONE: operator.timeZone,
    EVENT_SK: operator.eventSk,
    EVENT_MAPPING: Object.keys(eventMapping).length > 0 ? JSON.stringify(eventMapping) : "",
  };
}

const onOrOff = (isOn: boolean) => (isOn ? "on" : "off");

const withoutBlanks = (environment: FunctionEnvironment): FunctionEnvironment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
