import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./start-error.ts";

/** Creates the folder for all local data. Throws a `StartError` if it is not writable. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, ".writable"), "");
    await rm(join(dataDir, ".writable"));
  } catch (error) {
    const { message } = error as Error;
    throw new StartError(
      `The data folder "${dataDir}" cannot be used (${message}). Set DATA_DIR to another folder.`,
    );
  }
}
