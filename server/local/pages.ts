import { readdir, readFile } from "node:fs/promises";
import { extname, join, posix } from "node:path";
import { answerPage } from "./page-headers.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Serves the file of a path, or returns null. */
export type Pages = (pathname: string) => Promise<Response | null>;

/** Serves the files of some folders by path, and folders by their `index.html`, under the policy of our pages or another one. */
export async function createPages(folders: readonly string[], answer = answerPage): Promise<Pages> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true }))
      if (TYPES[extname(name)]) files.set(`/${name.replaceAll("\\", "/")}`, join(folder, name));
  }
  return async (pathname) => {
    const file = files.get(pathname) ?? files.get(posix.join(pathname, "index.html"));
    if (!file) return null;
    return answer(await readFile(file), TYPES[extname(file)] ?? "");
  };
}
