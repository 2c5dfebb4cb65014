import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assertWithinBudget, SIZE_BUDGETS } from "../../build/size-budget.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "payments-size-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("the size budget", () => {
  it.each(SIZE_BUDGETS)("is kept by $file", async (budget) => {
    await assertWithinBudget(budget);
  });

  it("counts what the network carries, and lets a file be as large as it says", async () => {
    const file = join(folder, "spaces.js");
    await writeFile(file, " ".repeat(10_000));
    await assertWithinBudget({ file, budgetBytes: 1_000 });
  });

  it("says of a larger file by how much", async () => {
    const file = join(folder, "noise.js");
    await writeFile(file, randomBytes(1_000));
    // Noise does not get smaller: 1,000 bytes, one block of them, and the header and trailer of gzip.
    await expect(assertWithinBudget({ file, budgetBytes: 900 })).rejects.toThrow(
      `${file} is 1023 bytes gzipped: 123 bytes more than its budget of 900.`,
    );
    await assertWithinBudget({ file, budgetBytes: 1_023 });
  });

  it("counts once each file that runs before the first line, and none that is loaded later", async () => {
    const parts = join(folder, "parts");
    await mkdir(parts);
    const write = (name: string, code: string) =>
      writeFile(join(folder, name), `${code}/*${randomBytes(750).toString("base64")}*/`);
    const file = join(folder, "main.js");
    await write("main.js", 'import{a}from"./parts/a.js";import"./parts/b.js";import("./parts/later.js");');
    await write("parts/a.js", 'export*from"./c.js";import"./b.js";');
    for (const name of ["b", "c", "later"]) await write(`parts/${name}.js`, "export{};");

    // A file is 750 bytes of noise and at most 100 more of code.
    await assertWithinBudget({ file, budgetBytes: 4 * 900 });
    await expect(assertWithinBudget({ file, budgetBytes: 4 * 750 })).rejects.toThrow("gzipped");
  });
});
