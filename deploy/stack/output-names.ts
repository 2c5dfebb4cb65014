/** The stack's outputs, and what each is. The deploy command reads them by these names. */
export const OUTPUTS = {
  ApiUrl: "The API's Function URL. Only what carries the origin secret is answered there.",
  ApiDomain: "The domain of the API's Function URL, as a distribution's origin is given it.",
  HealthUrl: "Where the API tells its health, behind the distribution.",
  SiteUrl: "Where the pages are.",
  PagesBucket: "The bucket that the pages go to.",
  PagesPrefix: "Where in that bucket they go: a slash for its root, else folders that end in a slash.",
  DistributionId: "The distribution that serves the pages and passes on the API.",
  DistributionDomain:
    "The distribution's own domain, which a domain of the operator's has to point at; of a joined one that of its pages.",
  ApiFunction: "The name of the API's function.",
  NotifyFunction: "The name of the mail consumer's function.",
  ApiAlias: "The alias of the API's function that requests go to.",
  NotifyAlias: "The alias of the mail consumer's function that the stream and the schedule call.",
  TableName: "The table.",
  FailedBatchesQueueUrl: "The queue of what the mail consumer gave up.",
  OriginSecretReference: "Where the value of x-origin-secret is kept: ssm:/name or secretsmanager:name.",
  Footing:
    "What every version of the functions needs the stack to be: the table, the secrets it may read, the older handler.",
  AlarmTopicArn: "The topic that tells of alarms.",
} as const;

/** The name of an output of the stack. */
export type OutputName = keyof typeof OUTPUTS;

/** The alias of each function that is live; going back is to point it at an older version. */
export const LIVE_ALIAS = "live";

/** The CDK context in which the deploy command says that the stack is there, and to be protected from being deleted. */
export const PROTECTED_CONTEXT = "isProtected";

/** The CDK context in which the deploy command says which version of the origin secret the distribution is to have. */
export const ORIGIN_VERSION_CONTEXT = "originSecretVersion";

/** The CDK context in which the deploy command says which release it makes. */
export const RELEASE_CONTEXT = "release";

/** What the stack says of what it made. */
export type StackOutputs = Record<OutputName, string>;
