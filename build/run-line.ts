import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs what one would type into a terminal, e.g. `npm run build`, and shows what it says. A shell runs it, since programs of npm are scripts
 * on Windows: so it holds plain words only, which every shell reads alike. Throws when it ends with another status than 0.
 */
export async function runLine(line: string): Promise<void> {
  const child = spawn(line, { shell: true, stdio: "inherit" });
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`\`${line}\` ended with status ${status}.`);
}
