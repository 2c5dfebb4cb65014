import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { canRun, ensureTool } from "./install-tool.ts";

const SOURCE = dirname(fileURLToPath(import.meta.resolve("aws-lambda-ric/index.mjs")));
/** Inside `node_modules`, so that the client's build finds its dependencies above it. */
const BUILT = resolve("node_modules/.cache/native-runtime/node_modules/aws-lambda-ric");

/** The build tools, and Debian's packages that contain them. */
const COMPILERS = {
  cmake: "cmake",
  "g++": "g++",
  make: "make",
  autoreconf: "autoconf",
  libtoolize: "libtool",
  xz: "xz-utils",
};

// Compiles AWS's runtime interface client once, and runs the tests of the functions under it, without our stand-in for its one
// compiled part. Skipped with a sentence if the build tools are missing.
const fault = ensureCompilers();
if (fault !== null)
  console.error(`\n*** SKIPPED: no test ran under AWS's compiled runtime client. ${fault} ***\n`);
else {
  if (!existsSync(join(BUILT, "rapid-client.node"))) await compile();
  process.exitCode = runTests();
}

function ensureCompilers(): string | null {
  for (const [name, debianPackage] of Object.entries(COMPILERS)) {
    const found = ensureTool({ name, isInstalled: () => canRun(name), hint: "", package: debianPackage });
    if (found !== null) return found;
  }
  return null;
}

async function compile(): Promise<void> {
  await rm(BUILT, { recursive: true, force: true });
  await mkdir(dirname(BUILT), { recursive: true });
  await cp(SOURCE, BUILT, { recursive: true });
  const env = { ...process.env, npm_config_nodedir: process.env.npm_config_nodedir ?? nodeFolder() };
  for (const script of ["preinstall", "postinstall"]) {
    const { status, stdout, stderr } = spawnSync("sh", [`scripts/${script}.sh`], {
      cwd: BUILT,
      env,
      encoding: "utf8",
    });
    if (status !== 0)
      throw new Error(
        `AWS's runtime client cannot be compiled (${script}):\n${(stdout + stderr).slice(-4000)}`,
      );
  }
}

/** The folder with the headers of an installed Node; they work for any later Node, because the client uses only Node-API. */
function nodeFolder(): string | undefined {
  const found = spawnSync("sh", ["-c", "command -v -a node || which -a node"], { encoding: "utf8" })
    .stdout.trim()
    .split("\n");
  return found
    .map((node) => dirname(dirname(realpathSync(node))))
    .find((folder) => existsSync(join(folder, "include/node/node_api.h")));
}

function runTests(): number {
  const env = { ...process.env, LAMBDA_RUNTIME_CLIENT: join(BUILT, "index.mjs") };
  const words = ["run", "test/lambda", "--reporter=default"];
  return spawnSync("vitest", words, { stdio: "inherit", env }).status ?? 1;
}
