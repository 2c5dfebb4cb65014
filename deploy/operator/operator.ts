import type { LogRetentionDays, PriceClass } from "./allowed-values.ts";

/** The operator's settings for a deployment: `deploy/operator.json`, validated, with defaults. */
export interface Operator {
  /** Names the stack, its functions and its secrets. */
  stackName: string;
  /** The account to deploy to, 12 digits; null for the account of the current credentials. */
  account: string | null;
  region: string;
  table: CreatedTable | AdoptedTable;
  /** The table's own TTL attribute. */
  ttlAttribute: string;
  pages: NewPages | JoinedPages;
  /** ISO 4217 code for events that name none. */
  currency: string;
  /** IANA time zone in which "received on" is a date. */
  timeZone: string;
  /** The base of links in mails; null for the address of a new distribution. */
  publicBaseUrl: string | null;
  /** Origins whose pages may call the API; empty for the same origin only. */
  allowedOrigins: string[];
  /** Whether a legacy handler still writes rows. */
  legacyWriter: boolean;
  /** Sort key of the event's own item. */
  eventSk: string;
  /** Which attributes of that item are the title, the start and so on; attributes that are not listed have the default name. */
  eventMapping: Record<string, string>;
  /** Whether to refuse all operations except those of our own client. */
  safelistOnly: boolean;
  /** Null to send no mail; each payment then shows that mail is off. */
  mail: { to: string; gmailUser: string | null } | null;
  secrets: OperatorSecrets;
  /** Who is notified of alarms. */
  alarmEmail: string;
  logRetentionDays: LogRetentionDays;
  apiMemoryMegabytes: number;
  /** The maximum number of concurrent requests; null for the account's limit. */
  reservedConcurrency: number | null;
}

/** A table that the stack creates and retains. */
export interface CreatedTable {
  create: { name: string };
}

/** An existing table, which the stack does not change. */
export interface AdoptedTable {
  adopt: {
    /** Its name, or its ARN in the stack's account and region. */
    nameOrArn: string;
    /** Null if the deploy command must find it. */
    streamArn: string | null;
    /** The customer-managed key that encrypts it, if any. */
    encryptionKeyArn: string | null;
  };
}

/** A distribution and a bucket that the stack creates. */
export interface NewPages {
  distribution: "new";
  /** The operator's domain, with its certificate in us-east-1; null for CloudFront's own domain. */
  domain: { name: string; certificateArn: string } | null;
  priceClass: PriceClass;
}

/** An existing distribution and bucket, to which the deploy command adds. */
export interface JoinedPages {
  join: {
    distributionId: string;
    bucketName: string;
    /** The folder of our pages in the bucket: empty, or ending in a slash. */
    prefix: string;
  };
}

/** References to secrets (`ssm:/name`, `secretsmanager:name`), never the secrets themselves. */
export interface OperatorSecrets {
  /** A reference, or, in existing deployments, the hash itself. */
  adminPasswordHash: string;
  /** Null: the stack creates one. */
  sessionSecret: string | null;
  /** Null: the stack creates one. */
  originSecret: string | null;
  gmailPassword: string | null;
  smtpUrl: string | null;
  /** The customer-managed key that encrypts these, if any. */
  encryptionKeyArn: string | null;
}

/** Whether the table exists and the stack must not change it. */
export const isAdopted = (table: Operator["table"]): table is AdoptedTable => "adopt" in table;

/** Whether our pages go to a distribution that someone else owns. */
export const isJoined = (pages: Operator["pages"]): pages is JoinedPages => "join" in pages;

/** The table's name, even if it was given as an ARN. */
export function tableNameOf({ table }: Pick<Operator, "table">): string {
  if (!isAdopted(table)) return table.create.name;
  return table.adopt.nameOrArn.replace(/^arn:.*:table\//, "");
}
