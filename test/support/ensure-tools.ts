import { spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";

/** What the tests run beside Node, and Debian's package that brings it. */
const TOOLS = [
  {
    name: "Chromium",
    isThere: () => findChromium() !== null,
    hint: ", or set CHROMIUM_PATH to one",
    package: "chromium",
  },
  { name: "Python 3", isThere: () => canRun("python3"), hint: "", package: "python3" },
  { name: "curl", isThere: () => canRun("curl"), hint: "", package: "curl" },
];

// Runs before the tests, so that a missing tool is one sentence and not a hundred failures.
for (const tool of TOOLS) {
  if (tool.isThere()) console.log(`${tool.name} is there.`);
  else install(tool);
}

function install({ name, hint, package: debianPackage }: (typeof TOOLS)[number]): void {
  if (process.platform !== "linux" || !canRun("apt-get")) refuse(`No ${name} was found: install it${hint}.`);
  if (process.getuid?.() !== 0)
    refuse(`No ${name} was found: run \`sudo apt-get install ${debianPackage}\`${hint}.`);
  console.log(`No ${name} was found. Installing Debian's package \`${debianPackage}\` with apt-get …`);
  run("apt-get", ["update"]);
  run("apt-get", ["install", "--yes", "--no-install-recommends", debianPackage]);
}

function run(command: string, args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status !== 0) refuse(`\`${command} ${args.join(" ")}\` ended with status ${status}.`);
}

function canRun(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
