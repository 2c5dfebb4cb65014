import { spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";

// Runs before the tests, so that a missing browser is one sentence and not a hundred failures.
const found = findChromium();
if (found) console.log(`The browser tests use ${found}.`);
else installChromium();

function installChromium(): void {
  if (process.platform !== "linux" || !canRun("apt-get")) {
    refuse("No Chromium was found: install Chromium or Chrome, or set CHROMIUM_PATH to one.");
  }
  if (process.getuid?.() !== 0) {
    refuse("No Chromium was found: run `sudo apt-get install chromium`, or set CHROMIUM_PATH to one.");
  }
  console.log("No Chromium was found. Installing Debian's package `chromium` with apt-get …");
  run("apt-get", ["update"]);
  run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
}

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status !== 0)
    refuse(`Installing Chromium failed: \`${command} ${args.join(" ")}\` ended with status ${status}.`);
}

function canRun(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
