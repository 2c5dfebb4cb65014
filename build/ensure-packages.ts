import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// `deploy` and `bench` are separate packages, so that the main installation stays small. Installs those named as arguments.
for (const folder of process.argv.slice(2)) ensurePackages(folder);

function ensurePackages(folder: string): void {
  const note = join(folder, "node_modules", ".installed-from");
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(note) && readFileSync(note, "utf8") === wanted)
    console.log(`The packages of ${folder}/ are installed.`);
  else install(folder, wanted);
}

/** Installs into a temporary folder and then moves the result: an interrupted or concurrent run leaves nothing half done. */
function install(folder: string, wanted: string): void {
  const installed = join(folder, "node_modules");
  const aside = mkdtempSync(join(folder, "node_modules-"));
  try {
    for (const file of ["package.json", "package-lock.json", ".npmrc"])
      cpSync(join(folder, file), join(aside, file));
    // On Windows npm is a script that only a shell can start; this line means the same in every shell.
    const line = "npm ci --ignore-scripts --no-audit --no-fund --prefix .";
    const { status } = spawnSync(line, { cwd: aside, stdio: "inherit", shell: true });
    if (status !== 0) throw new Error(`\`npm ci\` for ${folder}/ ended with status ${status}.`);
    writeFileSync(join(aside, "node_modules", ".installed-from"), wanted);
    rmSync(installed, { recursive: true, force: true });
    renameSync(join(aside, "node_modules"), installed);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
