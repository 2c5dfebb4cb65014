import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";
import { sourceInput } from "./client.ts";
import { root } from "./metadata/sources.ts";

/** Helper functions that the compiler adds to files with decorators. */
const HELPERS = "@oxc-project/runtime/";

/** Can be configured only once per page, and the page may use it for its own texts: so the package bundles its own copy. */
const LOCALIZE = "@lit/localize";

/** Options of `buildPackageModules`. */
export interface PackageModulesOptions {
  /** Sources by module name, as paths from the root. */
  sources: Record<string, string>;
  outdir: string;
}

/**
 * Writes an ES module for every reachable source, so that a bundler can drop what a page does not use. Imports of packages
 * stay imports; returns the imported specifiers.
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

/** npm leaves out `node_modules` folders when it packs a package. */
function fileOf(name: string): string {
  if (name.startsWith("_virtual/")) return "shared/decorate.js";
  const [, vendored] = name.split(/node_modules[\\/]/);
  return vendored ? `vendor/${vendored}.js` : "[name].js";
}
