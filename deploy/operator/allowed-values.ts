/** The retention periods that CloudWatch Logs supports, in days. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A retention period that CloudWatch Logs supports. */
export type LogRetentionDays = (typeof LOG_RETENTION_DAYS)[number];

/** CloudFront's price classes: more edge locations cost more. */
export const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;

/** Determines which edge locations serve the pages. */
export type PriceClass = (typeof PRICE_CLASSES)[number];

/** The required format of a value, and its description. */
export interface TextRule {
  pattern: RegExp;
  /** Ends the sentence "… must be". */
  is: string;
}

/** The formats of AWS values. The stack's name leaves room for suffixes. */
export const TEXT_RULES = {
  stackName: {
    pattern: /^[A-Za-z](?:[A-Za-z0-9]|-(?!-)){0,39}(?<!-)$/,
    is: "letters, digits and single hyphens, starting with a letter, at most 40 characters",
  },
  account: { pattern: /^\d{12}$/, is: "an account id of 12 digits" },
  region: { pattern: /^[a-z]{2}(?:-[a-z]+)+-\d$/, is: "a region such as us-west-2" },
  tableName: { pattern: /^[\w.-]{3,255}$/, is: "a table's name: 3 to 255 letters, digits, _ . and -" },
  tableNameOrArn: {
    pattern: /^(?:arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/)?[\w.-]{3,255}$/,
    is: "the name of a table, or its ARN",
  },
  streamArn: {
    pattern: /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]{3,255}\/stream\/[\w:.-]+$/,
    is: "the ARN of a table's stream, which `aws dynamodb describe-table` prints as LatestStreamArn",
  },
  keyArn: {
    pattern: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    is: "the ARN of a KMS key (of the key itself, not of an alias)",
  },
  certificateArn: {
    pattern: /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
    is: "the ARN of a certificate in us-east-1, where CloudFront requires it",
  },
  domainName: {
    pattern: /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    is: "a domain such as payments.example.com",
  },
  distributionId: { pattern: /^E[A-Z0-9]{5,20}$/, is: "the id of a distribution, such as E2EXAMPLE12345" },
  bucketName: { pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, is: "the name of a bucket" },
  prefix: {
    pattern: /^(?:[\w.-]+\/)*$/,
    is: "empty, or folders that each end in a slash, such as payments/",
  },
  attribute: { pattern: /^[\s\S]{1,255}$/, is: "the name of an attribute" },
  sortKey: { pattern: /^[\s\S]{1,1024}$/, is: "a sort key" },
  url: {
    pattern: /^https:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/,
    is: "an address such as https://dispatch.example.com",
  },
  /** Checked by the server's own rules, which give better messages. */
  anything: { pattern: /[\s\S]/, is: "a non-empty string" },
} as const satisfies Record<string, TextRule>;
