import { rm } from "node:fs/promises";
import { buildCdn } from "./cdn.ts";
import { buildClient } from "./client.ts";
import { buildLambda } from "./lambda.ts";
import { buildPackage } from "./package.ts";
import { assertWithinBudget, SIZE_BUDGETS } from "./size-budget.ts";

// Chunk names contain a hash, so chunks of earlier builds would otherwise pile up.
for (const folder of ["dist/client", "dist/lambda"]) await rm(folder, { recursive: true, force: true });
await Promise.all([
  buildLambda({ name: "api", entry: "server/lambda.ts", outdir: "dist/lambda" }),
  buildLambda({ name: "notify", entry: "server/notify.ts", outdir: "dist/lambda" }),
  buildClient({ outdir: "dist/client" }),
  buildCdn({ outdir: "dist/cdn" }),
  buildPackage({ outdir: "dist/package" }),
]);
for (const budget of SIZE_BUDGETS) await assertWithinBudget(budget);
