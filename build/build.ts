import { rm } from "node:fs/promises";
import { buildCdn } from "./cdn.ts";
import { buildClient } from "./client.ts";
import { buildLambda } from "./lambda.ts";
import { buildPackage } from "./package.ts";
import { assertWithinBudget, SIZE_BUDGETS } from "./size-budget.ts";

// Parts of the page carry a hash in their names: those of earlier builds would stay for ever.
await rm("dist/client", { recursive: true, force: true });
await Promise.all([
  buildLambda({ entry: "server/lambda.ts", outfile: "dist/lambda/api.mjs" }),
  buildLambda({ entry: "server/notify.ts", outfile: "dist/lambda/notify.mjs" }),
  buildClient({ outdir: "dist/client" }),
  buildCdn({ outdir: "dist/cdn" }),
  buildPackage({ outdir: "dist/package" }),
]);
for (const budget of SIZE_BUDGETS) await assertWithinBudget(budget);
