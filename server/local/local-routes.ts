import type { Api } from "../api.ts";
import { json } from "../rest/json.ts";
import { addSecurityHeaders } from "../rest/security-headers.ts";
import { type DispatchTable, listDispatchEvents } from "./dispatch-tool.ts";
import type { Explorer } from "./explorer/explorer.ts";
import { MAIL_PATH, renderInbox } from "./inbox-page.ts";
import type { MailCatcher } from "./mails/mail-catcher.ts";
import { answerMail, answerPage } from "./page-headers.ts";
import type { Pages } from "./pages.ts";

/** What the local server serves besides the API. */
export interface LocalRoutes {
  api: Api;
  table: DispatchTable;
  /** Null if mails are really sent. */
  catcher: MailCatcher | null;
  pages: Pages;
  explorer: Explorer;
  timeZone: string;
}

/** Handles all requests to the local port: pages, explorer, inbox and the stand-in for the dispatch tool's API. The API handles the rest. */
export function createLocalRoutes(routes: LocalRoutes): Api["fetch"] {
  return async (request, facts) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== "GET") return routes.api.fetch(request, facts);
    if (pathname === "/inbox.json") return addSecurityHeaders(json(200, await mailsOf(routes)), LOCAL);
    if (pathname === "/inbox") return inbox(routes);
    if (pathname === MAIL_PATH) return mail(routes, searchParams.get("id"));
    if (pathname === "/api/events") {
      const events = await listDispatchEvents(routes.table);
      return addSecurityHeaders(json(200, { timeZone: routes.timeZone, events }), LOCAL);
    }
    const found = (await routes.explorer(request)) ?? (await routes.pages(pathname));
    return found ?? routes.api.fetch(request, facts);
  };
}

const LOCAL = { isEncrypted: false };

const mailsOf = async ({ catcher }: LocalRoutes) => (await catcher?.list()) ?? [];

async function inbox(routes: LocalRoutes): Promise<Response> {
  const { timeZone, catcher } = routes;
  const page = renderInbox(await mailsOf(routes), { timeZone, isCatching: catcher !== null });
  return answerPage(page, "text/html; charset=utf-8");
}

async function mail(routes: LocalRoutes, messageId: string | null): Promise<Response> {
  const found = (await mailsOf(routes)).find((one) => one.messageId === messageId);
  if (found) return answerMail(found.html);
  return addSecurityHeaders(json(404, { message: "Mail not found." }), LOCAL);
}
