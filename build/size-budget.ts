import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/** How much `payments.js` may be at most, gzipped. */
export const PAYMENTS_JS_BUDGET_BYTES = 30_000;

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
