import { ask, describeAnswer } from "./ask.ts";
import type { SmokeCheck } from "./ask-until-right.ts";
import type { SmokePlace } from "./smoke-place.ts";

type PageCheck = SmokeCheck<SmokePlace>;

const PAGE = "text/html";
const SCRIPT = "text/javascript";

/** The headers that our own distribution adds to every file, and those of our own page. */
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
  if (!isRight) return `${path} must be ${type}, but returned ${describeAnswer(answer)}.`;
  // The owner of a joined distribution chooses its headers.
  const lacking = place.isJoined ? [] : headers.filter((one) => !answer.headers.has(one));
  return lacking.length > 0 ? `${path} lacks the header ${lacking.join(", ")}.` : null;
}

/** A page on another server can load a module only if CORS allows it. */
const fromOtherOrigins: PageCheck = async ({ origin, path, pinnedName, allowedOrigins }) => {
  const [other] = allowedOrigins;
  if (other === undefined || pinnedName === null) return null;
  const answer = await ask(`${origin}${path}${pinnedName}`, { headers: { origin: other } });
  const allowed = answer.headers.get("access-control-allow-origin");
  if (answer.status === 200 && (allowed === "*" || allowed === other)) return null;
  return `${path}${pinnedName} must allow pages of ${other} (access-control-allow-origin), but returned ${describeAnswer(answer)}.`;
};

/** The checks of the pages. */
export const PAGE_CHECKS: readonly PageCheck[] = [root, crewPage, elements, fromOtherOrigins];
