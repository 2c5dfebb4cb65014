import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

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
  it("creates the template from the example, without account and network", async () => {
    const { stdout } = await run("npm", ["run", "deploy", "--silent", "--", "--synth-only"], {
      cwd: folder,
      env: bareMachine(),
    });
    expect(stdout).toContain(
      "deploy/operator.json does not exist; using the values of operator.example.json.",
    );
    expect(stdout).toMatch(/^Built the bundles and the pages \(\d+\.\d s\)$/m);
    const [, file = ""] = /^The template is (.+\.template\.json)$/m.exec(stdout) ?? [];
    expect(file.startsWith(join(folder, "deploy/cdk.out/"))).toBe(true);
    const { Resources } = JSON.parse(await readFile(file, "utf8")) as {
      Resources: Record<string, { Type: string }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types).toEqual(expect.arrayContaining(["AWS::Lambda::Url", "AWS::CloudFront::Distribution"]));
  });
});
