import { ask, describeAnswer } from "./ask.ts";
import type { SmokeCheck } from "./ask-until-right.ts";
import type { SmokePlace } from "./smoke-place.ts";

type PageCheck = SmokeCheck<SmokePlace>;

const PAGE = "text/html";
const SCRIPT = "text/javascript";

/** What our own distribution adds to every file, and to our own page beside it. */
const FILE_HEADERS = ["x-content-type-options", "referrer-policy", "strict-transport-security"];
const OUR_PAGE_HEADERS = ["content-security-policy", ...FILE_HEADERS];

const root: PageCheck = async (place) => (place.isJoined ? null : fileFault(place, { name: "", type: PAGE }));

const crewPage: PageCheck = (place) =>
  fileFault(place, { name: "crew.html", type: PAGE, headers: OUR_PAGE_HEADERS });

const elements: PageCheck = (place) => fileFault(place, { name: "payments.js", type: SCRIPT });

async function fileFault(
  place: SmokePlace,
  { name, type, headers = FILE_HEADERS }: { name: string; type: string; headers?: readonly string[] },
): Promise<string | null> {
  const path = `${place.path}${name}`;
  const answer = await ask(`${place.origin}${path}`);
  const isRight = answer.status === 200 && answer.headers.get("content-type")?.startsWith(type);
  if (!isRight) return `${path} is to arrive as ${type}, and answers ${describeAnswer(answer)}.`;
  // On a distribution of somebody else's, headers are theirs to choose.
  const lacking = place.isJoined ? [] : headers.filter((one) => !answer.headers.has(one));
  return lacking.length > 0 ? `${path} arrives without the header ${lacking.join(", ")}.` : null;
}

/** A page of another server can take a module only when it is told that it may. */
const fromOtherOrigins: PageCheck = async ({ origin, path, pinnedName, allowedOrigins }) => {
  const [other] = allowedOrigins;
  if (other === undefined || pinnedName === null) return null;
  const answer = await ask(`${origin}${path}${pinnedName}`, { headers: { origin: other } });
  const allowed = answer.headers.get("access-control-allow-origin");
  if (answer.status === 200 && (allowed === "*" || allowed === other)) return null;
  return `${path}${pinnedName} is to be allowed to pages of ${other} (access-control-allow-origin), and answers ${describeAnswer(answer)}.`;
};

/** What is asked of the pages. */
export const PAGE_CHECKS: readonly PageCheck[] = [root, crewPage, elements, fromOtherOrigins];
