import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { partsFolderOf } from "../../build/parts-folder.ts";
import { BUNDLES } from "../support/template.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "payments-app-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the app as the CDK's command line does. */
function runApp(operatorFile: string) {
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: "false" };
  return spawnSync(process.execPath, ["deploy/app.ts", operatorFile], { env, encoding: "utf8" });
}

describe("the app that the CDK runs", () => {
  it("writes the template for the operator file, and only the bundle and chunks of each function", () => {
    expect(runApp("deploy/operator.example.json")).toMatchObject({ status: 0, stderr: "" });
    const template = JSON.parse(readFileSync(join(folder, "dispatch-payments.template.json"), "utf8"));
    expect(template.Outputs).toHaveProperty("ApiUrl");
    const { artifacts } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    // CloudFormation does not delete a protected stack, not even the remains of a failed first deployment.
    expect(artifacts["dispatch-payments"].properties.terminationProtection).not.toBe(true);
    const { files } = JSON.parse(readFileSync(join(folder, "dispatch-payments.assets.json"), "utf8"));
    const assets = Object.values<{ source: { path: string; packaging: string } }>(files)
      .filter(({ source }) => source.packaging === "zip")
      .map(({ source }) => readdirSync(join(folder, source.path), { recursive: true }).sort());
    const built = ["api", "notify"].map((name) => [
      partsFolderOf(name),
      `${name}.mjs`,
      ...readdirSync(join(BUNDLES, partsFolderOf(name)))
        .filter((file) => file.endsWith(".mjs"))
        .map((file) => join(partsFolderOf(name), file)),
    ]);
    expect(assets.sort()).toEqual(built.map((files) => files.sort()));
    expect(built.flat().length).toBeGreaterThan(10);
  });

  it("refuses an invalid file, and writes nothing", () => {
    const file = join(folder, "operator.json");
    writeFileSync(file, JSON.stringify({ stackName: "payments" }));
    const { status, stderr } = runApp(file);
    expect(status).toBe(1);
    expect(stderr).toContain("- region is missing");
    expect(stderr).toContain("- alarmEmail is missing");
    expect(readdirSync(folder)).toEqual(["operator.json"]);
  });
});
