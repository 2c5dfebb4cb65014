import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** The engine without windows first: it starts and draws pages in two fifths of the CPU time. */
const NAMES = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

const USUAL_PATHS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** No sandbox, because containers provide none, and no network traffic except the page's. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of this machine: `CHROMIUM_PATH`, else one on the `PATH` or in the usual places. Null if there is none. */
export function findChromium(): string | null {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...USUAL_PATHS].find(isExecutable) ?? null;
}

/** What a test needs of a browser. */
export type Chromium = Pick<Browser, "newContext" | "newPage" | "close">;

let running: Promise<Browser> | undefined;

/**
 * A share of one browser, which all test files of a worker process use and which ends with that process. `close` ends the
 * profiles of this share. Throws if there is no Chromium.
 */
export async function openChromium(): Promise<Chromium> {
  running ??= launchChromium();
  const browser = await running;
  const contexts = new Set<BrowserContext>();
  const newContext: Chromium["newContext"] = async (options) => {
    const context = await browser.newContext(options);
    contexts.add(context);
    context.once("close", () => contexts.delete(context));
    return context;
  };
  return {
    newContext,
    newPage: async (options) => (await newContext(options)).newPage(),
    async close() {
      await Promise.all([...contexts].map((context) => context.close()));
    },
  };
}

/** Starts a browser of the caller's own. Throws if there is no Chromium. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error("No Chromium was found. Run `node test/support/ensure-tools.ts`, or set CHROMIUM_PATH.");
  return await chromium.launch({ executablePath, args: FLAGS });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
