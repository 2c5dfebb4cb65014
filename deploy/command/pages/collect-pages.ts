import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PageFile, toPageFile } from "./page-file.ts";
import { findPinnedFile } from "./pinned-file.ts";

/** Where the built files are. */
export interface BuiltPages {
  /** `dist/client`. */
  clientFolder: string;
  /** `dist/cdn`: everything in one file. */
  cdnFolder: string;
}

/** The elements, what they load later, and the functions of the older page. */
const SCRIPTS = /^(?:payments|payments-.+|legacy)\.js$/;

/**
 * The files that a deployment serves: the elements with their parts, the one file for other servers, and the crew's page with
 * what it names. Not among them: the stand-in of the dispatch page, since the tool's own is called like it, the gallery, and
 * source maps, which tell every visitor more than the page needs. `path` is where they will be, e.g. `/payments/`.
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

/** What a page includes from its own server: `href="/page.css"`. */
const namedIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/(?:src|href)="\/([^"/]+\.\w+)"/g)].map(([, name]) => name ?? "")),
];

/** The page's files are where it is; the API stays where it was. */
function moveTo(path: string, { html, names }: { html: string; names: readonly string[] }): string {
  return html.replace(/(src|href)="\/([^"]+)"/g, (all, attribute: string, name: string) =>
    names.includes(name) ? `${attribute}="${path}${name}"` : all,
  );
}
