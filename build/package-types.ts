import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./metadata/sources.ts";

const TSC = "node_modules/typescript/bin/tsc";
const PROJECT = "build/package.tsconfig.json";

/** Options of `buildPackageTypes`. */
export interface PackageTypesOptions {
  /** Paths from the root; all in `client/`. */
  sources: readonly string[];
  outdir: string;
}

/** Writes the types of the sources and of everything that they reference. Returns the specifiers of packages that types come from. */
export async function buildPackageTypes({ sources, outdir }: PackageTypesOptions): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), "payments-types-"));
  try {
    await promisify(execFile)(process.execPath, [TSC, "-p", PROJECT, "--outDir", folder], { cwd: root });
    return await copyReached({ from: folder, to: outdir, open: sources.map(typesOf) });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The compiler writes the types of every file; those that nobody can import are left out. */
async function copyReached({
  from,
  to,
  open,
}: {
  from: string;
  to: string;
  open: string[];
}): Promise<Set<string>> {
  const reached = new Set<string>();
  const imported = new Set<string>();
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = forOthers(await readFile(join(from, file), "utf8"));
    await mkdir(dirname(join(to, file)), { recursive: true });
    await writeFile(join(to, file), text);
    for (const specifier of specifiersIn(text)) {
      if (specifier.startsWith(".")) open.push(typesOf(join(dirname(file), specifier)));
      else imported.add(specifier);
    }
  }
  return imported;
}

/** Consumers import the built modules, and may not have `lit-html`, a package that only `lit` depends on. */
function forOthers(text: string): string {
  return text
    .replace(/(?<=")(\.\.?\/[^"\n]+)\.ts(?=")/g, "$1.js")
    .replaceAll('import("lit-html")', 'import("lit")');
}

function specifiersIn(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom |\bimport\(|^import )"([^"]+)"/gm)].map(
    ([, specifier = ""]) => specifier,
  );
}

const typesOf = (file: string) => file.replace(/^client\//, "").replace(/\.(ts|js)$/, ".d.ts");
