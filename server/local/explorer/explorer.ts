import { fileURLToPath } from "node:url";
import { json } from "../../rest/json.ts";
import { addSecurityHeaders } from "../../rest/security-headers.ts";
import { answerExplorer } from "../page-headers.ts";
import { createPages, type Pages } from "../pages.ts";
import { readExamples } from "./examples.ts";

const SOURCE = fileURLToPath(new URL("../../../client/explorer/", import.meta.url));
const FILES = "/explorer";
const SETTINGS = `${FILES}/settings.json`;
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Answers requests for the explorer, and returns null for all others. */
export type Explorer = (request: Request) => Promise<Response | null>;

/** Settings of the explorer. */
export interface ExplorerOptions {
  /** Returns the folder of the built explorer. Called once, when a page first asks for it: few starts need it. */
  findFiles: () => Promise<string>;
  /** The demo password; null if a password was configured. */
  password: string | null;
  /** The current calendar date. */
  today: () => string;
}

/** Serves the explorer to browsers on this machine. It is built on the first request, because most runs never use it. */
export function createExplorer({ findFiles, password, today }: ExplorerOptions): Explorer {
  let written: Promise<Pages> | undefined;
  let built: Promise<Pages> | undefined;
  const page = async (pathname: string) => {
    // Shown immediately, with a note that the rest is loading.
    written ??= createPages([SOURCE], answerExplorer);
    const found = await (await written)(pathname);
    if (found) return found;
    built ??= findFiles().then((folder) => createPages([folder], answerExplorer));
    return (await built)(pathname);
  };

  return async (request) => {
    const url = new URL(request.url);
    // A foreign host name that resolves to this machine would make its pages same-origin. It gets no explorer and no password.
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

/** Whether a person opened the address in a browser: API clients accept other types and send a query. */
function isOpenedByHand({ headers }: Request, { searchParams }: URL): boolean {
  return Boolean(headers.get("accept")?.includes("text/html")) && searchParams.size === 0;
}
