import type { PageStore } from "../pages/page-store.ts";

/** What was live after a deployment: enough to roll back to it. */
export interface ReleaseRecord {
  /** Its file name, which identifies it. */
  key: string;
  /** ISO 8601, UTC. */
  madeAt: string;
  /** The deployed commit, with the suffix `-changed` if some files were not committed. */
  commit: string;
  /** The release that was live before; null for the first one. */
  previous: string | null;
  /** The stack's properties that these versions depend on; missing in records of earlier versions of this command. */
  footing?: string;
  /** The version that each function's alias pointed at. */
  functions: Record<string, string>;
  /** The version of each file that changes under its name; null in a bucket without versioning. */
  pages: Record<string, string | null>;
}

/** The live release and the last deployed one; after a rollback they differ. */
interface ReleasePointer {
  live: string;
  deployed: string;
}

/** The records of all releases, stored as objects in the pages' bucket. */
export interface ReleaseRecords {
  readPointer(): Promise<ReleasePointer | null>;
  writePointer(pointer: ReleasePointer): Promise<void>;
  /** Throws if there is no record of that name. */
  read(key: string): Promise<ReleaseRecord>;
  write(record: ReleaseRecord): Promise<void>;
}

/** Opens the records in a folder of a bucket; `folder` ends in a slash. */
export function openReleaseRecords(store: PageStore, folder: string): ReleaseRecords {
  const pointerKey = `${folder}live.json`;
  return {
    async readPointer() {
      const text = await store.readText(pointerKey);
      return text === null ? null : (JSON.parse(text) as ReleasePointer);
    },
    writePointer: (pointer) => store.writeText(pointerKey, toText(pointer)),
    async read(key) {
      const text = await store.readText(folder + key);
      if (text === null) throw new Error(`The record ${folder}${key} is not in the bucket.`);
      return JSON.parse(text) as ReleaseRecord;
    },
    write: (record) => store.writeText(folder + record.key, toText(record)),
  };
}

const toText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The name of a release's record; records sort by time. */
export const releaseKey = ({ madeAt, commit }: Pick<ReleaseRecord, "madeAt" | "commit">): string =>
  `${madeAt.replace(/\.\d+Z$/, "Z").replaceAll(":", "-")}-${commit}.json`;
