import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FOLDERS = ["server", "client", "schema", "build"];

/** Editors write a file in several steps, and a checkout changes many files. */
const SETTLED_MILLISECONDS = 100;

/** Output of codegen, which changes because another file did. */
const GENERATED = /[\\/]generated[\\/]|[\\/](schema|released)\.graphql$/;
const SOURCE = /\.(ts|js|mjs|css|html|svg|json|graphql|xlf)$/;

/** Calls back with the paths of changed files whenever changes have settled. */
export function watchSources(onChange: (files: readonly string[]) => void): void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const report = () => {
    onChange([...changed]);
    changed.clear();
  };
  for (const folder of FOLDERS) {
    watch(join(ROOT, folder), { recursive: true }, (_event, name) => {
      const file = join(folder, name ?? "");
      if (!SOURCE.test(file) || GENERATED.test(file)) return;
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(report, SETTLED_MILLISECONDS);
    });
  }
}
