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
  it.each(SIZE_BUDGETS)("is met by $file", async (budget) => {
    await assertWithinBudget(budget);
  });

  it("counts compressed bytes, and allows a file of exactly the budget", async () => {
    const file = join(folder, "spaces.js");
    await writeFile(file, " ".repeat(10_000));
    await assertWithinBudget({ file, budgetBytes: 1_000 });
  });

  it("reports by how much a file exceeds it", async () => {
    const file = join(folder, "noise.js");
    await writeFile(file, randomBytes(1_000));
    // Noise is incompressible: 1,000 bytes, one block, and the header and trailer of gzip.
    await expect(assertWithinBudget({ file, budgetBytes: 900 })).rejects.toThrow(
      `${file} is 1023 bytes gzipped: 123 bytes over its budget of 900.`,
    );
    await assertWithinBudget({ file, budgetBytes: 1_023 });
  });

  it("counts each static import once, and no dynamic imports", async () => {
    const parts = join(folder, "parts");
    await mkdir(parts);
    const write = (name: string, code: string) =>
      writeFile(join(folder, name), `${code}/*${randomBytes(750).toString("base64")}*/`);
    const file = join(folder, "main.js");
    await write("main.js", 'import{a}from"./parts/a.js";import"./parts/b.js";import("./parts/later.js");');
    await write("parts/a.js", 'export*from"./c.js";import"./b.js";');
    for (const name of ["b", "c", "later"]) await write(`parts/${name}.js`, "export{};");

    // Each file has 750 bytes of noise and at most 100 bytes of code.
    await assertWithinBudget({ file, budgetBytes: 4 * 900 });
    await expect(assertWithinBudget({ file, budgetBytes: 4 * 750 })).rejects.toThrow("gzipped");
  });
});
