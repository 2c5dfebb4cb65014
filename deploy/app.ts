import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readOperator } from "./operator/read-operator.ts";
import { createApp } from "./stack/synthesize.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The CDK's command line calls this; with `--context operatorFile=…` it reads another file.
const context = JSON.parse(process.env.CDK_CONTEXT_JSON ?? "{}") as Record<string, string>;
const operatorFile = context.operatorFile ?? here("operator.json");
const { app } = createApp(
  {
    operator: readOperator(JSON.parse(readFileSync(operatorFile, "utf8"))),
    bundlesFolder: here("../dist/lambda"),
  },
  process.env.CDK_OUTDIR ? {} : { outdir: here("cdk.out") },
);
app.synth();
