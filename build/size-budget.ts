import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** How much what we deploy may be at most, gzipped: what a phone loads first, and what a function loads as it starts. */
export const SIZE_BUDGETS = [
  { file: "dist/client/payments.js", budgetBytes: 27_000 },
  { file: "dist/lambda/api.mjs", budgetBytes: 270_000 },
  { file: "dist/lambda/notify.mjs", budgetBytes: 200_000 },
] as const;

/** Throws, saying by how much, when a file, with all that it imports before it runs, is larger than its budget once gzipped. */
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
    `${file} is ${bytes} bytes gzipped: ${excessBytes} bytes more than its budget of ${budgetBytes}.`,
  );
}

/** What a built file holds, and each that it imports before it runs. */
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
