import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

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
