import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cdk } from "../../../deploy/command/cdk.ts";
import { DeployError } from "../../../deploy/command/deploy-error.ts";

/** What the stand-in does: the content of `plan.json` in its folder. */
interface Plan {
  outputs: Record<string, unknown>;
  failing: string | null;
  /** The version at which a failing task leaves the aliases; null to leave them unchanged. */
  leaving: string | null;
}

/**
 * Stands in for the CDK's command line and CloudFormation: records its calls, and writes the outputs of a deployment. A plan in
 * its working folder controls it.
 */
export const runStandInCdk: Cdk["run"] = async ([task = "", ...words], { cwd }) => {
  const plan = JSON.parse(await readFile(join(cwd, "plan.json"), "utf8")) as Plan;
  await appendFile(join(cwd, "calls.jsonl"), `${JSON.stringify([task, ...words])}\n`);
  if (task === plan.failing) {
    if (plan.leaving !== null) await leaveAliasesAt(plan.leaving);
    throw new DeployError(`The stand-in fails at ${task}.`);
  }
  const after = (option: string) => words[words.indexOf(option) + 1] ?? "";
  if (task === "synth") await mkdir(join(cwd, after("--output")), { recursive: true });
  if (task === "deploy") await writeFile(after("--outputs-file"), JSON.stringify(plan.outputs));
};

async function leaveAliasesAt(version: string): Promise<void> {
  const body = JSON.stringify({ FunctionVersion: version });
  for (const name of ["payments-api", "payments-notify"]) {
    const url = `${process.env.AWS_ENDPOINT_URL}/2015-03-31/functions/${name}/aliases/live`;
    await fetch(url, { method: "PUT", body });
  }
}
