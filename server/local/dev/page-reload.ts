import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { answerPage } from "../page-headers.ts";
import { createPages, type Pages } from "../pages.ts";

const SOURCE = fileURLToPath(new URL("../../../client/reload/", import.meta.url));
const STARTS = "/server-starts";
const RETRY_MILLISECONDS = 200;

/** Makes pages reload when a later run of the server answers. */
export async function withPageReload(pages: Pages): Promise<Pages> {
  const start = randomUUID();
  const scripts = await createPages([SOURCE]);
  return async (pathname) => {
    if (pathname === STARTS) return answerStart(start);
    const found = await pages(pathname);
    const isPage = found?.headers.get("content-type")?.startsWith("text/html");
    return found && isPage ? addScript(found, start) : (found ?? scripts(pathname));
  };
}

/** Sends the id of this run, and stays open until the server stops. */
function answerStart(start: string): Response {
  const event = new TextEncoder().encode(`retry: ${RETRY_MILLISECONDS}\ndata: ${start}\n\n`);
  const body = new ReadableStream({ start: (stream) => stream.enqueue(event) });
  return answerPage(body, "text/event-stream");
}

async function addScript(page: Response, start: string): Promise<Response> {
  const script = `<script type="module" src="/page-reload.js?start=${start}"></script>`;
  return answerPage(`${await page.text()}${script}\n`, "text/html; charset=utf-8");
}
