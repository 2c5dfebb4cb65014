/** The stack's outputs with their descriptions. The deploy command reads them by name. */
export const OUTPUTS = {
  ApiUrl: "The API's Function URL. It accepts only requests with the origin secret.",
  ApiDomain: "The domain of the API's Function URL, to use as a distribution's origin.",
  HealthUrl: "The address of the API's health endpoint, behind the distribution.",
  SiteUrl: "The address of the pages.",
  PagesBucket: "The bucket of the pages.",
  PagesPrefix:
    "The folder of the pages in that bucket: a slash for its root, else a path that ends in a slash.",
  DistributionId: "The distribution that serves the pages and forwards requests to the API.",
  DistributionDomain:
    "The distribution's own domain, which the operator's domain must point at; for a joined distribution, the domain of its pages.",
  ApiFunction: "The name of the API's function.",
  NotifyFunction: "The name of the mail consumer's function.",
  ApiAlias: "The alias of the API's function that receives all requests.",
  NotifyAlias: "The alias of the mail consumer's function that the stream and the schedule call.",
  TableName: "The table.",
  FailedBatchesQueueUrl: "The queue of batches and sweeps that the mail consumer gave up.",
  OriginSecretReference: "Where the value of x-origin-secret is kept: ssm:/name or secretsmanager:name.",
  Footing:
    "The stack properties that every version of the functions depends on: the table, the readable secrets, the legacy handler.",
  AlarmTopicArn: "The topic that publishes alarms.",
} as const;

/** The name of an output of the stack. */
export type OutputName = keyof typeof OUTPUTS;

/** The alias of each function that is live; a rollback points it at a previous version. */
export const LIVE_ALIAS = "live";

/** The CDK context in which the deploy command says that the stack exists and must be protected from deletion. */
export const PROTECTED_CONTEXT = "isProtected";

/** The CDK context in which the deploy command passes the version of the origin secret for the distribution. */
export const ORIGIN_VERSION_CONTEXT = "originSecretVersion";

/** The CDK context in which the deploy command passes the id of the release. */
export const RELEASE_CONTEXT = "release";

/** The values of the stack's outputs. */
export type StackOutputs = Record<OutputName, string>;
