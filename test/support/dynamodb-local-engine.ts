import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../server/local/free-port.ts";

/** The npm package that contains AWS's DynamoDB Local. */
const PACKAGE = "amplify-dynamodb-simulator@2.9.30";
const CACHE = join("node_modules", ".cache", "dynamodb-local");
const EMULATOR = join(CACHE, "package", "emulator");
const READY_TRIES = 100;

const run = promisify(execFile);

/** Starts AWS's DynamoDB Local in memory, with these additional flags. Needs Java; downloads the emulator once. */
export async function startDynamoDbLocal(flags: string[]): Promise<{ endpoint: string; stop(): void }> {
  await fetchEmulator();
  const port = String(await freePort());
  const java = ["-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory"];
  const emulator = spawn("java", [...java, "-port", port, ...flags], { cwd: EMULATOR, stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => void emulator.kill();
  await untilReady(endpoint).catch((error: unknown) => {
    stop();
    throw error;
  });
  return { endpoint, stop };
}

async function fetchEmulator(): Promise<void> {
  if (existsSync(join(EMULATOR, "DynamoDBLocal.jar"))) return;
  await mkdir(CACHE, { recursive: true });
  console.log(`Fetching ${PACKAGE} …`);
  const { stdout } = await run("npm", ["pack", PACKAGE, "--silent", "--pack-destination", CACHE]);
  await run("tar", ["-xzf", join(CACHE, stdout.trim()), "-C", CACHE]);
}

async function untilReady(endpoint: string): Promise<void> {
  const isReady = () =>
    fetch(endpoint).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (await isReady()) return;
    await pause(200);
  }
  throw new Error("DynamoDB Local did not start in time. It needs Java 17 or newer.");
}
