import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** Maximum gzipped sizes: what a phone loads first, and what a function loads at start. */
export const SIZE_BUDGETS = [
  { file: "dist/client/payments.js", budgetBytes: 27_000 },
  { file: "dist/lambda/api.mjs", budgetBytes: 270_000 },
  { file: "dist/lambda/notify.mjs", budgetBytes: 200_000 },
] as const;

/** Throws if a file, with everything that it imports statically, exceeds its gzipped budget. */
export async function assertWithinBudget({
  file,
  budgetBytes,
}: {
  file: string;
  budgetBytes: number;
}): Promise<void> {
  const parts = await readAllThatRunsFirst(file);
  const bytes = parts.reduce((sum, part) => sum + gzipSync(part, { level: 9 }).byteLength, 0);
  const excessBytes = bytes - budgetBytes;
  if (excessBytes <= 0) return;
  throw new Error(
    `${file} is ${bytes} bytes gzipped: ${excessBytes} bytes over its budget of ${budgetBytes}.`,
  );
}

/** Reads a built file and all its static imports, recursively. */
export async function readAllThatRunsFirst(file: string): Promise<Buffer[]> {
  const files = new Set([file]);
  const parts: Buffer[] = [];
  for (const one of files) {
    const part = await readFile(one);
    parts.push(part);
    for (const [, name = ""] of part.toString().matchAll(/\b(?:from|import)\s*"(\.{1,2}\/[^"]+)"/g))
      files.add(join(dirname(one), name));
  }
  return parts;
}
