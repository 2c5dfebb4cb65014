import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readOperator } from "./operator/read-operator.ts";
import { createApp } from "./stack/synthesize.ts";

/** Where the template is put when this is run by itself; the CDK's command line names a place of its own. */
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
