import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** How much what we deploy may be at most, gzipped: what a phone loads first, and what a function loads as it starts. */
export const SIZE_BUDGETS = [
  { file: "dist/client/payments.js", budgetBytes: 30_000 },
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
  const bytes = await measureWithImports(file);
  const excessBytes = bytes - budgetBytes;
  if (excessBytes <= 0) return;
  throw new Error(
    `${file} is ${bytes} bytes gzipped: ${excessBytes} bytes more than its budget of ${budgetBytes}.`,
  );
}

async function measureWithImports(file: string): Promise<number> {
  const files = new Set([file]);
  let bytes = 0;
  for (const one of files) {
    const text = await readFile(one);
    bytes += gzipSync(text, { level: 9 }).byteLength;
    for (const [, name = ""] of text.toString().matchAll(/\b(?:from|import)\s*"(\.{1,2}\/[^"]+)"/g))
      files.add(join(dirname(one), name));
  }
  return bytes;
}
