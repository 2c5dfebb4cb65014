import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The output and the exit code of an operator's command. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command that is running. */
export interface RunningCommand {
  ended: Promise<CommandResult>;
  kill(): void;
}

/** Starts an operator's command, e.g. `verify-ledger`, as `npm run` does. */
export function startCommand(name: string, flags: string[], env: Record<string, string>): RunningCommand {
  const child = spawn(process.execPath, [`server/cli/${name}.ts`, ...flags], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { ended, kill: () => void child.kill("SIGKILL") };
}

/** Runs an operator's command until it exits. */
export const runCommand = (
  name: string,
  flags: string[],
  env: Record<string, string>,
): Promise<CommandResult> => startCommand(name, flags, env).ended;

let calls = 0;

/**
 * Runs such a command to its end inside the test's own process, one at a time, and so without loading the same modules
 * again. For a table that is there: an engine beside it counts the processes that use it.
 */
export async function callCommand(
  name: string,
  flags: string[],
  env: Record<string, string>,
): Promise<CommandResult> {
  const kept = { argv: process.argv, env: process.env, exitCode: process.exitCode };
  const said = { stdout: "", stderr: "" };
  const hear = (method: "log" | "error", stream: keyof typeof said) =>
    vi.spyOn(console, method).mockImplementation((text: string) => {
      said[stream] += `${text}\n`;
    });
  const heard = [hear("log", "stdout"), hear("error", "stderr")];
  calls += 1;
  try {
    process.argv = [process.execPath, name, ...flags];
    process.env = { ...kept.env, ...env };
    process.exitCode = undefined;
    // Under another name each time, so that the command runs again.
    await import(/* @vite-ignore */ `${ROOT}server/cli/${name}.ts?call=${calls}`);
    return { code: Number(process.exitCode ?? 0), ...said };
  } finally {
    Object.assign(process, kept);
    for (const spy of heard) spy.mockRestore();
  }
}
