import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PageFile, toPageFile } from "./page-file.ts";

/** The build's record of the single file with all elements. */
export interface Integrity {
  file: string;
  /** Its hash in the format of the `integrity` attribute. */
  integrity: string;
}

const NAME_CHARACTERS = 16;

/** Reads the hash of the single file with all elements. */
export async function readIntegrity(cdnFolder: string): Promise<Integrity> {
  return JSON.parse(await readFile(join(cdnFolder, "integrity.json"), "utf8")) as Integrity;
}

/** Each release of that file has its own address, so that pages pinned to its hash continue to work. */
export function pinnedNameOf({ integrity }: Integrity): string {
  const hash = Buffer.from(integrity.replace(/^sha384-/, ""), "base64").toString("hex");
  return `payments-all-${hash.slice(0, NAME_CHARACTERS)}.js`;
}

/** The single file with all elements, for pages on other servers. */
export async function findPinnedFile(cdnFolder: string): Promise<PageFile> {
  const found = await readIntegrity(cdnFolder);
  const body = await readFile(join(cdnFolder, found.file));
  return toPageFile({ name: pinnedNameOf(found), body, isImmutable: true });
}
