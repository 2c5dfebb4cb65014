import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** How much what we deploy may be at most, gzipped: what a phone loads first, and what a function loads as it starts. */
export const SIZE_BUDGETS = [
  { file: "dist/client/payments.js", budgetBytes: 30_000 },
  { file: "dist/lambda/api.mjs", budgetBytes: 450_000 },
  { file: "dist/lambda/notify.mjs", budgetBytes: 250_000 },
] as const;

/** Throws, saying by how much, when a file is larger than its budget once gzipped. */
export async function assertWithinBudget({
  file,
  budgetBytes,
}: {
  file: string;
  budgetBytes: number;
}): Promise<void> {
  const { byteLength } = gzipSync(await readFile(file), { level: 9 });
  const excessBytes = byteLength - budgetBytes;
  if (excessBytes <= 0) return;
  throw new Error(
    `${file} is ${byteLength} bytes gzipped: ${excessBytes} bytes more than its budget of ${budgetBytes}.`,
  );
}
