import { buildSchema } from "graphql";
import { type Answered, ask, describeAnswer, jsonOf } from "./ask.ts";
import type { SmokeCheck } from "./smoke-check.ts";

/** An event that nobody has, so that no answer could tell of one. */
const NO_EVENT = "smoke-test-of-a-deployment";

const health: SmokeCheck = async ({ origin, healthPath }) => {
  const answer = await ask(`${origin}${healthPath}`);
  if (answer.status === 200 && jsonOf(answer)) return null;
  return `${healthPath} is to answer 200 with JSON, and answers ${describeAnswer(answer)}.`;
};

const schema: SmokeCheck = async ({ origin }) => {
  const answer = await ask(`${origin}/schema.graphql`);
  if (answer.status === 200 && isSchema(answer.text)) return null;
  return `/schema.graphql is to answer 200 with the schema, and answers ${describeAnswer(answer)}.`;
};

function isSchema(text: string): boolean {
  try {
    return buildSchema(text).getQueryType() != null;
  } catch {
    return false;
  }
}

const viewer: SmokeCheck = async ({ origin }) => {
  const answer = await postQuery(origin, "{ viewer { kind } }");
  if (hasData(answer) || codeOf(answer) === NOT_LISTED) return null;
  return `/graphql is to answer a query in JSON, and answers ${describeAnswer(answer)}.`;
};

const protectedQuery: SmokeCheck = async ({ origin }) => {
  const answer = await postQuery(origin, "{ payments(first: 1) { nodes { id } } }");
  const code = codeOf(answer);
  const isRefused = code === "UNAUTHENTICATED" || code === NOT_LISTED;
  if (isRefused && !hasData(answer)) return null;
  return `/graphql is to refuse payments to strangers with UNAUTHENTICATED, and answers ${describeAnswer(answer)}.`;
};

/** What a server says that takes the operations of its own pages alone. */
const NOT_LISTED = "OPERATION_NOT_LISTED";

const postQuery = (origin: string, query: string): Promise<Answered> =>
  ask(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query }),
  });

function hasData(answer: Answered): boolean {
  const data = jsonOf(answer)?.data;
  return data !== undefined && data !== null;
}

function codeOf(answer: Answered): unknown {
  const errors = jsonOf(answer)?.errors;
  const [first] = Array.isArray(errors) ? (errors as { extensions?: { code?: unknown } }[]) : [];
  return first?.extensions?.code;
}

const exportCsv: SmokeCheck = ({ origin }) => refusesStrangers(origin, "/export.csv");

const oldRoute: SmokeCheck = ({ origin }) => refusesStrangers(origin, `/api/g/${NO_EVENT}/payments`);

async function refusesStrangers(origin: string, path: string): Promise<string | null> {
  const answer = await ask(`${origin}${path}`);
  if (answer.status === 401 && jsonOf(answer)) return null;
  return `${path} is to refuse strangers with 401 and JSON, and answers ${describeAnswer(answer)}.`;
}

const directly: SmokeCheck = async ({ apiUrl }) => {
  const answer = await ask(new URL("/health", apiUrl).href);
  if (answer.status === 403 && jsonOf(answer)) return null;
  return `The Function URL itself is to answer 403 to whoever does not come through the distribution, and answers ${describeAnswer(answer)}: is the origin secret set?`;
};

/** What the API is asked. */
export const API_CHECKS: readonly SmokeCheck[] = [
  health,
  schema,
  viewer,
  protectedQuery,
  exportCsv,
  oldRoute,
  directly,
];
