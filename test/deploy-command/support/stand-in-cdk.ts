import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stands in for the CDK's command line and CloudFormation: records its calls, and writes the outputs of a deployment. A plan in
 * its working folder controls it.
 */
const [task = "", ...words] = process.argv.slice(2);
const plan = JSON.parse(readFileSync("plan.json", "utf8")) as {
  outputs: Record<string, unknown>;
  failing: string | null;
  /** The version at which a failing task leaves the aliases; null to leave them unchanged. */
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
