import { buildSchema } from "graphql";
import { FOREIGN_REQUEST } from "../../../server/rest/origin-secret.ts";
import { ask, describeAnswer, jsonOf } from "./ask.ts";
import type { SmokeCheck } from "./ask-until-right.ts";
import { codeOf, getAfterRefusal, hasData, NOT_LISTED, postQuery, WHO_AM_I } from "./graphql.ts";
import type { SmokePlace } from "./smoke-place.ts";

type ApiCheck = SmokeCheck<SmokePlace>;

/** An event that does not exist, so that no response can contain data. */
const NO_EVENT = "smoke-test-of-a-deployment";

const health: ApiCheck = async ({ origin, healthPath }) => {
  const answer = await ask(`${origin}${healthPath}`);
  if (answer.status === 200 && jsonOf(answer)) return null;
  return `${healthPath} must return 200 with JSON, but returned ${describeAnswer(answer)}.`;
};

const schema: ApiCheck = async ({ origin }) => {
  const answer = await ask(`${origin}/schema.graphql`);
  if (answer.status === 200 && isSchema(answer.text)) return null;
  return `/schema.graphql must return 200 with the schema, but returned ${describeAnswer(answer)}.`;
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
  return `/graphql must answer a query with JSON, but returned ${describeAnswer(answer)}.`;
};

const queryByGet: ApiCheck = ({ origin }) => getAfterRefusal({ origin });

const protectedQuery: ApiCheck = async ({ origin }) => {
  const answer = await postQuery({ origin }, { query: "{ payments(first: 1) { nodes { id } } }" });
  const code = codeOf(answer);
  const isRefused = code === "UNAUTHENTICATED" || code === NOT_LISTED;
  if (isRefused && !hasData(answer)) return null;
  return `/graphql must refuse payments to anonymous callers with UNAUTHENTICATED, but returned ${describeAnswer(answer)}.`;
};

const exportCsv: ApiCheck = ({ origin }) => refusesAnonymous(origin, "/export.csv");

const legacyRoute: ApiCheck = ({ origin }) => refusesAnonymous(origin, `/api/g/${NO_EVENT}/payments`);

async function refusesAnonymous(origin: string, path: string): Promise<string | null> {
  const answer = await ask(`${origin}${path}`);
  if (answer.status === 401 && jsonOf(answer)) return null;
  return `${path} must refuse anonymous callers with 401 and JSON, but returned ${describeAnswer(answer)}.`;
}

/** AWS also refuses with 403 and JSON if the Function URL is not public; the code shows that the API itself refused. */
const directly: ApiCheck = async ({ apiUrl }) => {
  const answer = await ask(new URL("/health", apiUrl).href);
  if (answer.status === 403 && jsonOf(answer)?.code === FOREIGN_REQUEST) return null;
  const cause =
    answer.status === 403
      ? "AWS refused, not the API. Does the function's policy allow everyone lambda:InvokeFunctionUrl and lambda:InvokeFunction?"
      : "Is the origin secret set?";
  return `The Function URL must refuse requests that do not come through the distribution with 403 and ${FOREIGN_REQUEST}, but returned ${describeAnswer(answer)}. ${cause}`;
};

/** The checks of the API. */
export const API_CHECKS: readonly ApiCheck[] = [
  health,
  schema,
  viewer,
  queryByGet,
  protectedQuery,
  exportCsv,
  legacyRoute,
  directly,
];
