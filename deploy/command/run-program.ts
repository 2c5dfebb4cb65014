import { spawn } from "node:child_process";
import { once } from "node:events";
import { DeployError } from "./deploy-error.ts";

/** A program and its first arguments, e.g. `["npm", "run"]`. */
export type Program = readonly string[];

/** How a program is run. */
export interface RunOptions {
  cwd: string;
  /** Beside the variables of this process. */
  env?: Record<string, string>;
  /** Whether its output goes to the terminal as it comes; else it is shown only when it fails. */
  isShown?: boolean;
}

/** Runs a program to its end. Throws a `DeployError` with what it said when it fails. */
export async function runProgram(
  [command = "", ...first]: Program,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  const words = [...first, ...args];
  const child = spawn(command, words, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", options.isShown ? "inherit" : "pipe", options.isShown ? "inherit" : "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  }
  const [code] = await once(child, "close");
  if (code === 0) return;
  const called = [command, ...words].join(" ");
  throw new DeployError(
    `${said}${said && !said.endsWith("\n") ? "\n" : ""}\`${called}\` ended with status ${code}.`,
  );
}
