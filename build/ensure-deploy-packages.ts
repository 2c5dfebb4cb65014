import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "deploy";
const INSTALLED = join(FOLDER, "node_modules");
const NOTE = join(INSTALLED, ".installed-from");

// What deploys has packages of its own, so that the main installation stays light; tests and checks need them, too.
const wanted = createHash("sha256")
  .update(readFileSync(join(FOLDER, "package-lock.json")))
  .digest("hex");
if (existsSync(NOTE) && readFileSync(NOTE, "utf8") === wanted)
  console.log("The deployment's packages are there.");
else install();

/** Installs beside the place and moves it there when it is whole: an interrupted or a second run leaves nothing half done. */
function install(): void {
  const aside = mkdtempSync(join(FOLDER, "node_modules-"));
  try {
    for (const file of ["package.json", "package-lock.json", ".npmrc"])
      cpSync(join(FOLDER, file), join(aside, file));
    const { status } = spawnSync(
      "npm",
      ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", "."],
      {
        cwd: aside,
        stdio: "inherit",
      },
    );
    if (status !== 0) throw new Error(`\`npm ci\` for ${FOLDER}/ ended with status ${status}.`);
    writeFileSync(join(aside, "node_modules", ".installed-from"), wanted);
    rmSync(INSTALLED, { recursive: true, force: true });
    renameSync(join(aside, "node_modules"), INSTALLED);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
