import { spawnSync } from "node:child_process";

/** A program that tests run besides Node, and Debian's package that contains it. */
export interface Tool {
  name: string;
  isInstalled: () => boolean;
  /** An alternative to an installation, as the end of a sentence. */
  hint: string;
  package: string;
}

/** Installs a missing tool if possible. Returns null if it is installed, else a sentence with the reason. */
export function ensureTool(tool: Tool): string | null {
  const { name, hint, package: debianPackage } = tool;
  if (tool.isInstalled()) {
    console.log(`${name} is installed.`);
    return null;
  }
  if (process.platform !== "linux" || !canRun("apt-get")) return `No ${name} was found: install it${hint}.`;
  if (process.getuid?.() !== 0)
    return `No ${name} was found: run \`sudo apt-get install ${debianPackage}\`${hint}.`;
  console.log(`No ${name} was found. Installing Debian's package \`${debianPackage}\` with apt-get …`);
  return run("apt-get", ["update"]) ?? run("apt-get", [...INSTALL, debianPackage]);
}

const INSTALL = ["install", "--yes", "--no-install-recommends"];

/** Whether a program is on the PATH and prints its version. */
export function canRun(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function run(command: string, args: string[]): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  return status === 0 ? null : `\`${command} ${args.join(" ")}\` ended with status ${status}.`;
}
