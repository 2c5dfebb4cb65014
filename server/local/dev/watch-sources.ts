import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDERS = ["server", "client", "schema", "build"];

/** Editors write a file in several steps, and a checkout many files. */
const SETTLED_MILLISECONDS = 100;

/** What codegen writes; it changes because something else has. */
const GENERATED = /[\\/]generated[\\/]|[\\/](schema|released)\.graphql$/;
const SOURCE = /\.(ts|js|mjs|css|html|svg|json|graphql|xlf)$/;

/** Calls back with the paths of what has changed, each time that changes have settled. */
export function watchSources(onChange: (files: readonly string[]) => void): void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    onChange([...changed]);
    changed.clear();
  };
  for (const folder of FOLDERS) {
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      const file = join(folder, name ?? "");
      if (!SOURCE.test(file) || GENERATED.test(file)) return;
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLED_MILLISECONDS);
    });
  }
}
