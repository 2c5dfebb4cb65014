import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { registeredElements } from "./metadata/registered-elements.ts";
import { readSource, root } from "./metadata/sources.ts";
import { buildPackageModules } from "./package-modules.ts";
import { buildPackageTypes } from "./package-types.ts";

/** The name of the published package. */
const NAME = "dispatch-payments-elements";

interface Entry {
  name: string;
  source: string;
  hasSideEffects: boolean;
}

/** Writes the npm package: an ES module for every client file, their types, and documentation for tools and people. */
export async function buildPackage({ outdir }: { outdir: string }): Promise<void> {
  const entries = packageEntries();
  const sources = Object.fromEntries(entries.map(({ name, source }) => [name, source]));
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const [imported, importedTypes] = await Promise.all([
    buildPackageModules({ sources, outdir }),
    buildPackageTypes({ sources: Object.values(sources), outdir: join(outdir, "types") }),
    copyDocuments(outdir),
  ]);
  const description = packageJson({
    entries,
    dependencies: new Set([...imported, ...importedTypes].map(packageOf)),
    files: (await readdir(outdir)).sort(),
  });
  await writeFile(join(outdir, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
}

/** The modules that a program can import. */
function packageEntries(): Entry[] {
  const elements = registeredElements().map(({ tagName, path }) => ({ name: tagName, source: path }));
  const others = ["payments", "legacy"].map((name) => ({ name, source: `client/${name}.ts` }));
  return [
    ...[...others, ...elements].map((entry) => ({ ...entry, hasSideEffects: true })),
    { name: "classes", source: "client/classes.ts", hasSideEffects: false },
  ];
}

interface PackageContents {
  entries: readonly Entry[];
  /** The packages that modules and types import. */
  dependencies: ReadonlySet<string>;
  files: readonly string[];
}

function packageJson({ entries, dependencies, files }: PackageContents): object {
  const own = JSON.parse(readSource("package.json"));
  return {
    name: NAME,
    version: own.version,
    description: "Web components that log and show payments.",
    license: own.license,
    type: "module",
    sideEffects: entries.filter(({ hasSideEffects }) => hasSideEffects).map(({ name }) => `./${name}.js`),
    customElements: "custom-elements.json",
    exports: {
      ...Object.fromEntries(entries.map(({ name, source }) => [`./${name}.js`, moduleExport(name, source)])),
      "./jsx": { types: "./jsx.d.ts" },
      "./schema.graphql": "./schema.graphql",
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
    files,
    dependencies: Object.fromEntries(
      [...dependencies].sort().map((name) => [name, pinned(name, own.dependencies)]),
    ),
  };
}

function moduleExport(name: string, source: string): object {
  return { types: source.replace("client/", "./types/").replace(/\.ts$/, ".d.ts"), default: `./${name}.js` };
}

/** `@urql/core` for any of its subpaths, `lit` for `lit/decorators.js`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function pinned(name: string, versions: Record<string, string>): string {
  const version = versions[name];
  if (!version) throw new Error(`The elements import ${name}, which is not a dependency in package.json.`);
  return version;
}

/** In the package everything is in one folder, and modules have other names. */
async function copyDocuments(outdir: string): Promise<void> {
  const copy = (from: string, to: string) => cp(join(root, from), join(outdir, to), { recursive: true });
  const manifest = readSource("metadata/custom-elements.json");
  const readme = readSource("docs/elements/README.md");
  await copy("docs/elements", ".");
  await copy("metadata", ".");
  await Promise.all([
    copy("schema/schema.graphql", "schema.graphql"),
    copy("LICENSE", "LICENSE"),
    writeFile(join(outdir, "README.md"), readme.replaceAll("../../schema/", "")),
    writeFile(
      join(outdir, "custom-elements.json"),
      manifest.replaceAll("docs/elements/", "").replace(/client\/elements\/([\w-]+)\.ts/g, "$1.js"),
    ),
  ]);
}
