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

/** A checkout of its own: a build in this one would take away what other tests are reading. */
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

/** A machine without account and network: nothing of AWS in its variables, and no way out. */
const bareMachine = () => ({
  PATH: process.env.PATH,
  HOME: folder,
  AWS_EC2_METADATA_DISABLED: "true",
  HTTP_PROXY: "http://127.0.0.1:9",
  HTTPS_PROXY: "http://127.0.0.1:9",
});

describe("npm run deploy -- --synth-only", () => {
  it("makes the template as an artefact, from the example, without account and network", async () => {
    const { stdout } = await run("npm", ["run", "deploy", "--silent", "--", "--synth-only"], {
      cwd: folder,
      env: bareMachine(),
    });
    expect(stdout).toContain(
      "There is no deploy/operator.json: the values of operator.example.json are used.",
    );
    expect(stdout).toMatch(/^Built the bundles and the pages \(\d+\.\d s\)$/m);
    const [, file = ""] = /^It is (.+\.template\.json)$/m.exec(stdout) ?? [];
    expect(file.startsWith(join(folder, "deploy/cdk.out/"))).toBe(true);
    const { Resources } = JSON.parse(await readFile(file, "utf8")) as {
      Resources: Record<string, { Type: string }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types).toEqual(expect.arrayContaining(["AWS::Lambda::Url", "AWS::CloudFront::Distribution"]));
  });
});
