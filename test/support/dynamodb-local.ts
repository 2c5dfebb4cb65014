import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../server/local/free-port.ts";

/** The npm package that carries AWS's own DynamoDB Local. */
const PACKAGE = "amplify-dynamodb-simulator@2.9.30";
const CACHE = join("node_modules", ".cache", "dynamodb-local");
const EMULATOR = join(CACHE, "package", "emulator");
const READY_TRIES = 100;

const run = promisify(execFile);

if (spawnSync("java", ["-version"]).status !== 0) {
  console.error("SKIPPED: AWS's DynamoDB Local needs Java 17 or newer, and there is no `java` here.");
} else {
  await fetchEmulator();
  process.exitCode = await testOnEmulator();
}

async function fetchEmulator(): Promise<void> {
  if (existsSync(join(EMULATOR, "DynamoDBLocal.jar"))) return;
  await mkdir(CACHE, { recursive: true });
  console.log(`Fetching ${PACKAGE} …`);
  const { stdout } = await run("npm", ["pack", PACKAGE, "--silent", "--pack-destination", CACHE]);
  await run("tar", ["-xzf", join(CACHE, stdout.trim()), "-C", CACHE]);
}

/** Runs the store's contract suite, and what else a store can get wrong, on the emulator. */
async function testOnEmulator(): Promise<number> {
  const port = await freePort();
  const flags = [
    "-Djava.library.path=./DynamoDBLocal_lib",
    "-jar",
    "DynamoDBLocal.jar",
    "-inMemory",
    "-port",
    String(port),
  ];
  const emulator = spawn("java", flags, { cwd: EMULATOR, stdio: "ignore" });
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await untilReady(endpoint);
    const files = [
      "dynamo/dynamo-ledger-store",
      "payments/reversals",
      "payments/terms",
      "adopt/old-rows",
      "verify/verify",
      "write/many-writers",
    ];
    const tests = spawn("vitest", ["run", ...files.map((file) => `test/server/ledger/${file}`)], {
      stdio: "inherit",
      env: { ...process.env, TEST_DYNAMO_ENDPOINT: endpoint },
    });
    return await new Promise((resolve) => tests.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    emulator.kill();
  }
}

async function untilReady(endpoint: string): Promise<void> {
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      return;
    await pause(200);
  }
  throw new Error("DynamoDB Local did not answer in time.");
}
