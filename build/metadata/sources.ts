import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The text of a file, named by its path from the root. */
export function readSource(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Every client file that matches a pattern, e.g. `**\/*.ts`, by its path from the root; in the same order everywhere. */
export function clientSources(pattern: string): string[] {
  const files = globSync(`client/${pattern}`, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
  return files.filter((file) => !file.includes("/generated/")).sort();
}
