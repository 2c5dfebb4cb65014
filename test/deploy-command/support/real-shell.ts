import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { awsVariables } from "./aws-clients.ts";

const run = promisify(execFile);

/** A shell with a real AWS CLI that uses a local engine. */
export interface RealShell {
  /** The folder that is first on the PATH. */
  folder: string;
  /** Runs lines as one script that stops at the first failure; returns its output. */
  run(lines: readonly string[]): Promise<string>;
  /** Pastes lines into a terminal, all at once. */
  paste(lines: readonly string[]): Promise<void>;
  /** Removes the folder. */
  remove(): void;
}

const TIMEOUT_MILLISECONDS = 120_000;

/** Puts wrappers of the AWS CLI and of a shorter sleep first on the PATH. */
export function createRealShell(endpoint: string): RealShell {
  const folder = mkdtempSync(join(tmpdir(), "payments-shell-"));
  // Debian 12 has AWS CLI 2.9, which does not support AWS_ENDPOINT_URL.
  writeWrapper(folder, "aws", `--endpoint-url ${endpoint} "$@"`);
  // Operations that take minutes on AWS take seconds here.
  writeWrapper(folder, "sleep", "0.5");
  const PATH = `${folder}:${process.env.PATH}`;
  const env = { ...process.env, ...awsVariables(endpoint), TERM: "xterm", PATH };
  return {
    folder,
    async run(lines) {
      const script = ["set -e", ...lines].join("\n");
      const { stdout } = await run("bash", ["-c", script], { env, timeout: TIMEOUT_MILLISECONDS });
      return stdout;
    },
    paste: (lines) => paste(lines, { env, folder }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes a program that runs the one of the same name with other arguments. */
function writeWrapper(folder: string, name: string, words: string): void {
  const real = execFileSync("bash", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, name), `#!/usr/bin/env bash\nexec ${real} ${words}\n`, { mode: 0o755 });
}

/** `script` gives the shell a terminal of 24 lines. It ends with the shell, or by timeout if the shell waits for input. */
async function paste(
  lines: readonly string[],
  { env, folder }: { env: NodeJS.ProcessEnv; folder: string },
): Promise<void> {
  const shell = "stty rows 24 cols 80 -echo; exec bash --norc --noprofile -i";
  const terminal = spawn("script", ["-qec", shell, "/dev/null"], {
    // A pager that reads the lines as commands may write files.
    cwd: folder,
    env: { ...env, HISTFILE: "/dev/null" },
    stdio: ["pipe", "ignore", "ignore"],
    timeout: 30_000,
    killSignal: "SIGKILL",
  });
  terminal.stdin.write([...lines, "exit", ""].join("\n"));
  await new Promise((resolve) => terminal.once("exit", resolve));
}
