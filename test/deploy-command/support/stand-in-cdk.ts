import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stands for the CDK's command line, as far as it needs CloudFormation: notes how it was called, and writes the outputs that
 * a deployment would have. What it is to do stands in the folder in which it is run.
 */
const [task = "", ...words] = process.argv.slice(2);
const plan = JSON.parse(readFileSync("plan.json", "utf8")) as {
  outputs: Record<string, unknown>;
  failing: string | null;
  /** What a failing task leaves the aliases at; null to leave them alone. */
  leaving: string | null;
};

appendFileSync("calls.jsonl", `${JSON.stringify([task, ...words])}\n`);
if (task === plan.failing) {
  for (const name of plan.leaving === null ? [] : ["payments-api", "payments-notify"]) {
    const body = JSON.stringify({ FunctionVersion: plan.leaving });
    const url = `${process.env.AWS_ENDPOINT_URL}/2015-03-31/functions/${name}/aliases/live`;
    await fetch(url, { method: "PUT", body });
  }
  console.error(`The stand-in fails at ${task}.`);
  process.exit(1);
}
const after = (option: string) => words[words.indexOf(option) + 1] ?? "";
if (task === "synth") mkdirSync(join(process.cwd(), after("--output")), { recursive: true });
if (task === "deploy") writeFileSync(after("--outputs-file"), JSON.stringify(plan.outputs));
