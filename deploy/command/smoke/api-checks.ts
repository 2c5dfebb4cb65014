import { buildSchema } from "graphql";
import { FOREIGN_REQUEST } from "../../../server/rest/origin-secret.ts";
import { ask, describeAnswer, jsonOf } from "./ask.ts";
import type { SmokeCheck } from "./ask-until-right.ts";
import { codeOf, getAfterRefusal, hasData, NOT_LISTED, postQuery, WHO_AM_I } from "./graphql.ts";
import type { SmokePlace } from "./smoke-place.ts";

type ApiCheck = SmokeCheck<SmokePlace>;

/** An event that nobody has, so that no answer could tell of one. */
const NO_EVENT = "smoke-test-of-a-deployment";

const health: ApiCheck = async ({ origin, healthPath }) => {
  const answer = await ask(`${origin}${healthPath}`);
  if (answer.status === 200 && jsonOf(answer)) return null;
  return `${healthPath} is to answer 200 with JSON, and answers ${describeAnswer(answer)}.`;
};

const schema: ApiCheck = async ({ origin }) => {
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

const viewer: ApiCheck = async ({ origin }) => {
  const answer = await postQuery({ origin }, { query: WHO_AM_I });
  if (hasData(answer)) return null;
  return `/graphql is to answer a query in JSON, and answers ${describeAnswer(answer)}.`;
};

const queryByGet: ApiCheck = ({ origin }) => getAfterRefusal({ origin });

const protectedQuery: ApiCheck = async ({ origin }) => {
  const answer = await postQuery({ origin }, { query: "{ payments(first: 1) { nodes { id } } }" });
  const code = codeOf(answer);
  const isRefused = code === "UNAUTHENTICATED" || code === NOT_LISTED;
  if (isRefused && !hasData(answer)) return null;
  return `/graphql is to refuse payments to strangers with UNAUTHENTICATED, and answers ${describeAnswer(answer)}.`;
};

const exportCsv: ApiCheck = ({ origin }) => refusesStrangers(origin, "/export.csv");

const oldRoute: ApiCheck = ({ origin }) => refusesStrangers(origin, `/api/g/${NO_EVENT}/payments`);

async function refusesStrangers(origin: string, path: string): Promise<string | null> {
  const answer = await ask(`${origin}${path}`);
  if (answer.status === 401 && jsonOf(answer)) return null;
  return `${path} is to refuse strangers with 401 and JSON, and answers ${describeAnswer(answer)}.`;
}

/** AWS refuses with 403 and JSON, too, where the Function URL lets nobody in: the code says that it is the API that refuses. */
const directly: ApiCheck = async ({ apiUrl }) => {
  const answer = await ask(new URL("/health", apiUrl).href);
  if (answer.status === 403 && jsonOf(answer)?.code === FOREIGN_REQUEST) return null;
  const cause =
    answer.status === 403
      ? "it is AWS that refuses, not the API: does the function's policy let everybody call lambda:InvokeFunctionUrl and lambda:InvokeFunction?"
      : "is the origin secret set?";
  return `The Function URL itself is to answer 403 with ${FOREIGN_REQUEST} to what does not come through the distribution, and answers ${describeAnswer(answer)}: ${cause}`;
};

/** What the API is asked. */
export const API_CHECKS: readonly ApiCheck[] = [
  health,
  schema,
  viewer,
  queryByGet,
  protectedQuery,
  exportCsv,
  oldRoute,
  directly,
];
