import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readOperator } from "./operator/read-operator.ts";
import { createApp } from "./stack/synthesize.ts";

/** Where this script puts the template when run directly; the CDK's command line sets its own folder. */
const OUTDIR = fileURLToPath(new URL("cdk.out", import.meta.url));

const [operatorFile = fileURLToPath(new URL("operator.json", import.meta.url))] = process.argv.slice(2);
const { app } = createApp(
  {
    operator: readOperator(JSON.parse(readFileSync(operatorFile, "utf8"))),
    bundlesFolder: fileURLToPath(new URL("../dist/lambda", import.meta.url)),
  },
  process.env.CDK_OUTDIR ? {} : { outdir: OUTDIR },
);
app.synth();
