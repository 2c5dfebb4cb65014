import type { Api } from "../api.ts";
import { json } from "../rest/json.ts";
import { type DispatchTable, listDispatchEvents } from "./dispatch-tool.ts";
import { drawInbox } from "./inbox-page.ts";
import type { MailCatcher } from "./mail-catcher.ts";

/** What the local server answers beside the API. */
export interface LocalRoutes {
  api: Api;
  table: DispatchTable;
  /** Null when mails really leave. */
  catcher: MailCatcher | null;
  pages: (pathname: string) => Promise<Response | null>;
  timeZone: string;
}

/** One function for everything on the local port: pages, inbox and the stand-in for the tool's API; the rest is the API's. */
export function createLocalRoutes(routes: LocalRoutes): Api["fetch"] {
  return async (request, facts) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "GET") return routes.api.fetch(request, facts);
    if (pathname === "/inbox.json") return json(200, (await routes.catcher?.list()) ?? []);
    if (pathname === "/inbox") return inbox(routes);
    if (pathname === "/api/events") {
      return json(200, { timeZone: routes.timeZone, events: await listDispatchEvents(routes.table) });
    }
    return (await routes.pages(pathname)) ?? routes.api.fetch(request, facts);
  };
}

async function inbox({ catcher, timeZone }: LocalRoutes): Promise<Response> {
  const page = drawInbox((await catcher?.list()) ?? [], { timeZone, isCatching: catcher !== null });
  return new Response(page, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
