import { spawn } from "node:child_process";
import { once } from "node:events";
import { DeployError } from "./deploy-error.ts";

/** A program and its first arguments, e.g. `["npm", "run"]`. */
export type Program = readonly string[];

/** Options of `runProgram`. */
export interface RunOptions {
  cwd: string;
  /** Added to the variables of this process. */
  env?: Record<string, string>;
  /** Whether its output goes to the terminal immediately; else it is shown only on failure. */
  isShown?: boolean;
}

/** Runs a program until it exits. Throws a `DeployError` with its output if it fails. */
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
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "close");
  if (code === 0) return;
  const called = [command, ...words].join(" ");
  throw new DeployError(
    `${output}${output && !output.endsWith("\n") ? "\n" : ""}\`${called}\` exited with status ${code}.`,
  );
}
