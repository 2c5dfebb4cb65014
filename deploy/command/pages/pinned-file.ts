import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PageFile, toPageFile } from "./page-file.ts";

/** What the build says of the one file that holds everything. */
export interface Integrity {
  file: string;
  /** Its hash as the attribute `integrity` takes it. */
  integrity: string;
}

const NAME_CHARACTERS = 16;

/** Reads the hash of the one file that holds everything. */
export async function readIntegrity(cdnFolder: string): Promise<Integrity> {
  return JSON.parse(await readFile(join(cdnFolder, "integrity.json"), "utf8")) as Integrity;
}

/** Every release of that file has an address of its own, so that a page that gives its hash goes on working. */
export function pinnedNameOf({ integrity }: Integrity): string {
  const hash = Buffer.from(integrity.replace(/^sha384-/, ""), "base64").toString("hex");
  return `payments-all-${hash.slice(0, NAME_CHARACTERS)}.js`;
}

/** The one file that holds everything, for pages on other servers. */
export async function findPinnedFile(cdnFolder: string): Promise<PageFile> {
  const found = await readIntegrity(cdnFolder);
  const body = await readFile(join(cdnFolder, found.file));
  return toPageFile({ name: pinnedNameOf(found), body, isImmutable: true });
}
