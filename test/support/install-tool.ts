import { spawnSync } from "node:child_process";

/** A program that tests run beside Node, and Debian's package that brings it. */
export interface Tool {
  name: string;
  isThere: () => boolean;
  /** What helps beside an installation, to end a sentence with. */
  hint: string;
  package: string;
}

/** Installs a tool that is missing, where that can be done. Returns null when it is there, else a sentence that says why not. */
export function ensureTool(tool: Tool): string | null {
  const { name, hint, package: debianPackage } = tool;
  if (tool.isThere()) {
    console.log(`${name} is there.`);
    return null;
  }
  if (process.platform !== "linux" || !canRun("apt-get")) return `No ${name} was found: install it${hint}.`;
  if (process.getuid?.() !== 0)
    return `No ${name} was found: run \`sudo apt-get install ${debianPackage}\`${hint}.`;
  console.log(`No ${name} was found. Installing Debian's package \`${debianPackage}\` with apt-get …`);
  return run("apt-get", ["update"]) ?? run("apt-get", [...INSTALL, debianPackage]);
}

const INSTALL = ["install", "--yes", "--no-install-recommends"];

/** Whether a program is on the PATH and can say its version. */
export function canRun(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function run(command: string, args: string[]): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  return status === 0 ? null : `\`${command} ${args.join(" ")}\` ended with status ${status}.`;
}
