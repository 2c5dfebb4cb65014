import { readFile, rename, writeFile } from "node:fs/promises";
import type { FeedPlace } from "./changes.ts";

/** The saved place, or null on the first run. */
export async function readPlace(path: string): Promise<FeedPlace | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as FeedPlace);
}

/** Saves a place atomically. */
export async function keepPlace(path: string, place: FeedPlace): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(place));
  await rename(`${path}.new`, path);
}
