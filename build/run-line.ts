import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a command line, e.g. `npm run build`, and shows its output. npm's programs are scripts on Windows and need a shell, so
 * the line must contain plain words only, which every shell reads alike. Throws if it exits with a status other than 0.
 */
export async function runLine(line: string): Promise<void> {
  const child = spawn(line, { shell: true, stdio: "inherit" });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`\`${line}\` ended with status ${status}.`);
}
