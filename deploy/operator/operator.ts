import type { LogRetentionDays, PriceClass } from "./allowed-values.ts";

/** What the operator decides about a deployment: `deploy/operator.json`, checked, defaults filled in. */
export interface Operator {
  /** Names the stack, its functions and its secrets. */
  stackName: string;
  /** The account that is deployed to, 12 digits; null for that of the credentials at hand. */
  account: string | null;
  region: string;
  table: CreatedTable | AdoptedTable;
  /** The table's own TTL attribute. */
  ttlAttribute: string;
  pages: NewPages | JoinedPages;
  /** ISO 4217 code for events that name none. */
  currency: string;
  /** IANA zone in which "received on" is a date. */
  timeZone: string;
  /** Where links in mails lead; null for the address of a new distribution. */
  publicBaseUrl: string | null;
  /** Origins whose pages may call the API; none for those of the same origin alone. */
  allowedOrigins: string[];
  /** Whether an older handler still writes rows. */
  legacyWriter: boolean;
  /** Sort key of the event's own item. */
  eventSk: string;
  /** Which attributes of that item are the title, the start and so on; what is not named keeps its own name. */
  eventMapping: Record<string, string>;
  /** Whether all operations but those of our own client are refused. */
  safelistOnly: boolean;
  /** Null to send no mail: each payment then says so. */
  mail: { to: string; gmailUser: string | null } | null;
  secrets: OperatorSecrets;
  /** Who is told when an alarm goes off. */
  alarmEmail: string;
  logRetentionDays: LogRetentionDays;
  apiMemoryMegabytes: number;
  /** How many requests are answered at once at most; null for what the account allows. */
  reservedConcurrency: number | null;
}

/** A table that the stack makes and keeps. */
export interface CreatedTable {
  create: { name: string };
}

/** A table that is there already; the stack changes nothing about it. */
export interface AdoptedTable {
  adopt: {
    /** Its name, or its ARN in the stack's account and region. */
    nameOrArn: string;
    /** Null when the deploy command finds it out. */
    streamArn: string | null;
    /** The customer's own key that encrypts it, where there is one. */
    encryptionKeyArn: string | null;
  };
}

/** A distribution and a bucket that the stack makes. */
export interface NewPages {
  distribution: "new";
  /** A domain of the operator's, with its certificate in us-east-1; null for CloudFront's own name. */
  domain: { name: string; certificateArn: string } | null;
  priceClass: PriceClass;
}

/** A distribution and a bucket that are there already; the deploy command adds to them. */
export interface JoinedPages {
  join: {
    distributionId: string;
    bucketName: string;
    /** Where in the bucket our pages go: empty, or ending in a slash. */
    prefix: string;
  };
}

/** References to secrets (`ssm:/name`, `secretsmanager:name`), never the secrets themselves. */
export interface OperatorSecrets {
  /** A reference, or the hash itself as existing deployments have it. */
  adminPasswordHash: string;
  /** Null: the stack makes one. */
  sessionSecret: string | null;
  /** Null: the stack makes one. */
  originSecret: string | null;
  gmailPassword: string | null;
  smtpUrl: string | null;
  /** The customer's own key that encrypts these, where there is one. */
  encryptionKeyArn: string | null;
}

/** Whether the stack leaves the table as it found it. */
export const isAdopted = (table: Operator["table"]): table is AdoptedTable => "adopt" in table;

/** Whether our pages go to a distribution that is somebody else's. */
export const isJoined = (pages: Operator["pages"]): pages is JoinedPages => "join" in pages;

/** The table's name, also where it was given as an ARN. */
export function tableNameOf({ table }: Pick<Operator, "table">): string {
  if (!isAdopted(table)) return table.create.name;
  return table.adopt.nameOrArn.replace(/^arn:.*:table\//, "");
}
