import { execFile, execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partsFolderOf } from "../../build/parts-folder.ts";
import { BUNDLES } from "../support/template.ts";

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "payments-checkout-"));
  await checkOut(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A separate checkout: a build in this one would remove files that other tests read. */
async function checkOut(to: string): Promise<void> {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  const files = listed.split("\n").filter((name) => name && !/^(test|examples|docs\/images)\//.test(name));
  for (const name of files) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await cp(name, join(to, name)).catch(() => undefined);
  }
  for (const modules of ["node_modules", "deploy/node_modules"])
    await symlink(resolve(modules), join(to, modules));
}

/** A machine without account and network: no AWS variables, and no way out. */
const bareMachine = () => ({
  PATH: process.env.PATH,
  HOME: folder,
  AWS_EC2_METADATA_DISABLED: "true",
  HTTP_PROXY: "http://127.0.0.1:9",
  HTTPS_PROXY: "http://127.0.0.1:9",
});

describe("npm run deploy -- --synth-only", () => {
  let said: string;
  let file: string;
  const assembly = () => dirname(file);
  const readJson = async (name: string) => JSON.parse(await readFile(join(assembly(), name), "utf8"));

  beforeAll(async () => {
    const { stdout } = await run("npm", ["run", "deploy", "--silent", "--", "--synth-only"], {
      cwd: folder,
      env: bareMachine(),
    });
    said = stdout;
    [, file = ""] = /^The template is (.+\.template\.json)$/m.exec(stdout) ?? [];
  }, 240_000);

  it("creates the template from the example, without account and network", async () => {
    expect(said).toContain("deploy/operator.json does not exist; using the values of operator.example.json.");
    expect(said).toMatch(/^Built the bundles and the pages \(\d+\.\d s\)$/m);
    expect(file).toBe(join(folder, "deploy/cdk.out/dispatch-payments.template.json"));
    const { Resources, Outputs } = await readJson(basename(file));
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types).toEqual(expect.arrayContaining(["AWS::Lambda::Url", "AWS::CloudFront::Distribution"]));
    expect(Outputs).toHaveProperty("ApiUrl");
    const { artifacts } = await readJson("manifest.json");
    // CloudFormation does not delete a protected stack, not even the remains of a failed first deployment.
    expect(artifacts["dispatch-payments"].properties.terminationProtection).not.toBe(true);
  });

  it("packs only the bundle and chunks of each function", async () => {
    const { files } = await readJson("dispatch-payments.assets.json");
    const assets = Object.values<{ source: { path: string; packaging: string } }>(files)
      .filter(({ source }) => source.packaging === "zip")
      .map(({ source }) => readdirSync(join(assembly(), source.path), { recursive: true }).sort());
    const built = ["api", "notify"].map((name) => [
      partsFolderOf(name),
      `${name}.mjs`,
      ...readdirSync(join(folder, BUNDLES, partsFolderOf(name)))
        .filter((file) => file.endsWith(".mjs"))
        .map((file) => join(partsFolderOf(name), file)),
    ]);
    expect(assets.sort()).toEqual(built.map((files) => files.sort()));
    expect(built.flat().length).toBeGreaterThan(10);
  });
});

describe("the app that the CDK runs", () => {
  it("refuses an invalid file, and writes nothing", async () => {
    const outdir = await mkdtemp(join(tmpdir(), "payments-app-"));
    const operatorFile = join(outdir, "operator.json");
    await writeFile(operatorFile, JSON.stringify({ stackName: "payments" }));
    const env = { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: "false" };
    const refused = await run(process.execPath, ["deploy/app.ts", operatorFile], { env }).catch(
      (error: unknown) => error,
    );

    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("- region is missing") });
    expect(refused).toMatchObject({ stderr: expect.stringContaining("- alarmEmail is missing") });
    expect(readdirSync(outdir)).toEqual(["operator.json"]);
    await rm(outdir, { recursive: true });
  });
});
