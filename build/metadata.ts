import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { metadataFiles, metadataFolders } from "./metadata/metadata-files.ts";
import { root } from "./metadata/sources.ts";

// Writes the files that tools and people read about the elements. With --check, it only reports files that are not current.
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const files = metadataFiles();
const changed: string[] = [];

for (const file of [...files.keys(), ...(await strayFiles())]) {
  const wanted = files.get(file);
  if ((await currentText(file)) === wanted) continue;
  changed.push(file);
  if (!values.check) await put(file, wanted);
}

if (values.check && changed.length > 0) {
  console.error(`Not current: ${changed.join(", ")}. Run \`npm run metadata\` and commit what it writes.`);
  process.exitCode = 1;
}

/** Files of elements that no longer exist. */
async function strayFiles(): Promise<string[]> {
  const folders = metadataFolders.filter((folder) => existsSync(join(root, folder)));
  const names = folders.map(async (folder) =>
    (await readdir(join(root, folder))).map((name) => `${folder}/${name}`),
  );
  return (await Promise.all(names)).flat().filter((file) => !files.has(file));
}

async function currentText(file: string): Promise<string | undefined> {
  return readFile(join(root, file), "utf8").catch(() => undefined);
}

async function put(file: string, text: string | undefined): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  if (text === undefined) await rm(join(root, file));
  else await writeFile(join(root, file), text);
}
