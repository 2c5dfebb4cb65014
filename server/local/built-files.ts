import { join } from "node:path";
import { buildClient } from "../../build/client.ts";
import { buildExplorer } from "../../build/explorer.ts";

/** The built files that the local server serves. */
export interface BuiltFiles {
  /** The folder of the pages. */
  pages: string;
  /** Returns the folder of the explorer. Called once, when a page first asks for it: few starts need it. */
  findExplorer(): Promise<string>;
}

/** Builds the pages into a data folder, and the explorer too when it is called for. */
export async function buildFiles(dataDir: string): Promise<BuiltFiles> {
  const pages = join(dataDir, "pages");
  await buildClient({ outdir: pages });
  return {
    pages,
    async findExplorer() {
      const folder = join(dataDir, "explorer");
      await buildExplorer({ outdir: folder });
      return folder;
    },
  };
}
