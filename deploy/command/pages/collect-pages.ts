import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PageFile, toPageFile } from "./page-file.ts";
import { findPinnedFile } from "./pinned-file.ts";

/** The folders of the built files. */
export interface BuiltPages {
  /** `dist/client`. */
  clientFolder: string;
  /** `dist/cdn`: all elements in one file. */
  cdnFolder: string;
}

/** The elements, the chunks that they load later, and the functions for the legacy page. */
const SCRIPTS = /^(?:payments|payments-.+|legacy)\.js$/;

/**
 * The files that a deployment serves: the elements with their chunks, the single file for other servers, and the crew page
 * with its assets. Left out: the dispatch page, because the tool's own page has the same name, the gallery, and source maps,
 * which reveal more than a page needs. `path` is where the files will be, e.g. `/payments/`.
 */
export async function collectPages(built: BuiltPages, { path }: { path: string }): Promise<PageFile[]> {
  const names = (await readdir(built.clientFolder)).filter((name) => SCRIPTS.test(name));
  const read = (name: string) => readFile(join(built.clientFolder, name));
  const html = (await read("crew.html")).toString();
  const linked = namedIn(html).filter((name) => !names.includes(name));
  const beside = [...names, ...linked];
  const files = await Promise.all(beside.map(async (name) => toPageFile({ name, body: await read(name) })));
  const crewPage = toPageFile({
    name: "crew.html",
    body: Buffer.from(moveTo(path, { html, names: beside })),
  });
  return [...files, crewPage, await findPinnedFile(built.cdnFolder)];
}

/** The assets that a page includes from its own server, e.g. `href="/page.css"`. */
const namedIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/(?:src|href)="\/([^"/]+\.\w+)"/g)].map(([, name]) => name ?? "")),
];

/** The page's files move to `path`; the API stays where it is. */
function moveTo(path: string, { html, names }: { html: string; names: readonly string[] }): string {
  return html.replace(/(src|href)="\/([^"]+)"/g, (all, attribute: string, name: string) =>
    names.includes(name) ? `${attribute}="${path}${name}"` : all,
  );
}
