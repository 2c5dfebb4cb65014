import { fileURLToPath } from "node:url";
import { buildExplorer } from "../../../build/explorer.ts";
import { json } from "../../rest/json.ts";
import { addSecurityHeaders } from "../../rest/security-headers.ts";
import { answerExplorer } from "../page-headers.ts";
import { createPages, type Pages } from "../pages.ts";
import { readExamples } from "./examples.ts";

const SOURCE = fileURLToPath(new URL("../../../client/explorer/", import.meta.url));
const FILES = "/explorer";
const SETTINGS = `${FILES}/settings.json`;
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Answers what belongs to the explorer, and everything else with null. */
export type Explorer = (request: Request) => Promise<Response | null>;

/** What the explorer is told. */
export interface ExplorerOptions {
  /** Where it is built. */
  folder: string;
  /** The password of the demonstration; null when one was configured. */
  password: string | null;
  /** The calendar date it is. */
  today: () => string;
}

/** Serves the explorer to browsers on this machine. It is built when it is first asked for: few starts are for its sake. */
export function createExplorer({ folder, password, today }: ExplorerOptions): Explorer {
  let written: Promise<Pages> | undefined;
  let built: Promise<Pages> | undefined;
  const page = async (pathname: string) => {
    // Comes at once, and says that the rest is on its way.
    written ??= createPages([SOURCE], answerExplorer);
    const found = await (await written)(pathname);
    if (found) return found;
    built ??= buildExplorer({ outdir: folder }).then(() => createPages([folder], answerExplorer));
    return (await built)(pathname);
  };

  return async (request) => {
    const url = new URL(request.url);
    // A name of somebody else's that leads here makes their pages ours; they get to know nothing.
    if (!LOOPBACK.includes(url.hostname)) return null;
    if (url.pathname === "/graphql") return isOpenedByHand(request, url) ? page("/") : null;
    if (url.pathname === SETTINGS) {
      const settings = {
        credential: password && `Bearer ${password}`,
        tabs: await readExamples({ today: today() }),
      };
      return addSecurityHeaders(json(200, settings), { isEncrypted: false });
    }
    return url.pathname.startsWith(`${FILES}/`) ? page(url.pathname.slice(FILES.length)) : null;
  };
}

/** API clients say what they take, and ask for something. */
function isOpenedByHand({ headers }: Request, { searchParams }: URL): boolean {
  return Boolean(headers.get("accept")?.includes("text/html")) && searchParams.size === 0;
}
