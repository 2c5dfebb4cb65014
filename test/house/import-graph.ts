import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** All source files, including generated ones. */
export const FILES = globSync("{server,client,build,deploy,bench}/**/*.{ts,tsx,js,mjs}").filter(
  (file) => !file.includes("node_modules"),
);

const known = new Set(FILES);
const texts = new Map(FILES.map((file) => [file, readFileSync(file, "utf8")]));

/** The content of a file. */
export const textOf = (file: string): string => texts.get(file) ?? "";

const STATEMENT = /^(?:import|export)(\s+type)?\b[^;"]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"/gm;
const DYNAMIC = /\bimport\("([^"]+)"\)/g;

/** The imports of a file: files by their path from the root, packages by name. Type imports count unless they are left out. */
function importsOf(file: string, { types }: { types: boolean }): string[] {
  const text = textOf(file);
  const statements = [...text.matchAll(STATEMENT)]
    .filter(([, isType]) => types || !isType)
    .map(([, , from, bare]) => from ?? bare ?? "");
  const named = [...statements, ...[...text.matchAll(DYNAMIC)].map(([, name = ""]) => name)];
  return named.map((name) => (name.startsWith(".") ? relative(".", join(dirname(file), name)) : name));
}

const arrows = new Map(FILES.map((file) => [file, importsOf(file, { types: true })]));
const arrowsAtRunTime = new Map(FILES.map((file) => [file, importsOf(file, { types: false })]));

/** The imports of a file, types included. */
export const importsIn = (file: string): readonly string[] => arrows.get(file) ?? [];

/** Every import from one kind of file to one kind of file or package, as `from -> to`. */
export function arrowsFrom(isFrom: (file: string) => boolean, isTo: (name: string) => boolean): string[] {
  return FILES.filter(isFrom).flatMap((file) =>
    importsIn(file)
      .filter(isTo)
      .map((name) => `${file} -> ${name}`),
  );
}

/** Every file that a file reaches, with types or only at run time. */
export function reach(start: string, options = { types: true }): string[] {
  const graph = options.types ? arrows : arrowsAtRunTime;
  const reached = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file) || !known.has(file)) continue;
    reached.add(file);
    open.push(...(graph.get(file) ?? []));
  }
  return [...reached];
}

/** The files that reach themselves, types included. */
export function filesInCircles(): string[] {
  const reaches = new Map(FILES.map((file) => [file, new Set(reach(file))]));
  return FILES.filter((file) => importsIn(file).some((name) => reaches.get(name)?.has(file)));
}
