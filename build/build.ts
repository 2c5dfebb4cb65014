import { buildClient } from "./client.ts";
import { buildLambda } from "./lambda.ts";

await Promise.all([
  buildLambda({ entry: "server/lambda.ts", outfile: "dist/lambda/api.mjs" }),
  buildLambda({ entry: "server/notify.ts", outfile: "dist/lambda/notify.mjs" }),
  buildClient({ outdir: "dist/client" }),
]);
