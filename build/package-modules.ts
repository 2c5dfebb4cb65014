import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";
import { sourceInput } from "./client.ts";
import { root } from "./metadata/sources.ts";

/** What the compiler adds to files with decorators: a package by its name only. */
const HELPERS = "@oxc-project/runtime/";

/** Can be set up only once on a page, and the page may use it for words of its own: the elements bring theirs along. */
const LOCALIZE = "@lit/localize";

/** The modules of the package. */
export interface PackageModulesOptions {
  /** Sources by the names of their modules, each by its path from the root. */
  sources: Record<string, string>;
  outdir: string;
}

/**
 * Writes an ES module for every source that is reached, so that a bundler can leave out what a page does not use. Packages stay
 * imports; the answer is what is imported of them.
 */
export async function buildPackageModules({ sources, outdir }: PackageModulesOptions): Promise<Set<string>> {
  const bundle = await rolldown({
    ...sourceInput,
    input: Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, join(root, source)])),
    external: (id) =>
      !/^[.\0]/.test(id) && !isAbsolute(id) && ![HELPERS, LOCALIZE].some((name) => id.startsWith(name)),
    experimental: { attachDebugInfo: "none" },
  });
  const { output } = await bundle.write({
    dir: outdir,
    format: "es",
    preserveModules: true,
    entryFileNames: ({ name }) => fileOf(name),
  });
  await bundle.close();
  const written = new Set(output.map(({ fileName }) => fileName));
  const imports = output.flatMap((file) =>
    file.type === "chunk" ? [...file.imports, ...file.dynamicImports] : [],
  );
  return new Set(imports.filter((name) => !written.has(name)));
}

/** Folders of other packages are left out when a package is packed. */
function fileOf(name: string): string {
  if (name.startsWith("_virtual/")) return "shared/decorate.js";
  const [, vendored] = name.split(/node_modules[\\/]/);
  return vendored ? `vendor/${vendored}.js` : "[name].js";
}
