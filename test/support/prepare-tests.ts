import { readFileSync, writeFileSync } from "node:fs";
import { runLine } from "../../build/run-line.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** All that `codegen` and `build` read, and all that they write: if any of it has changed, both run again. */
const SOURCES_AND_RESULTS = [
  ...["build", "client", "docs", "metadata", "schema", "server"],
  ...["CHANGELOG.md", "LICENSE", "README.md", "package.json", "package-lock.json"],
  ...["codegen.ts", "lit-localize.json", "tsconfig.json"],
  ...["dist/cdn", "dist/client", "dist/lambda", "dist/package"],
];

const NOTE = "dist/prepared-from.txt";

// Prepares what the tests need besides the sources; the packages of `deploy/` are installed at the same time.
try {
  await Promise.all([runLine("node build/ensure-packages.ts deploy"), prepareSources()]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function prepareSources(): Promise<void> {
  if (readNote() === fingerprint()) return console.log("Generated and built files are current.");
  await runLine("npm run codegen --silent");
  await runLine("npm run build --silent");
  writeFileSync(NOTE, fingerprint());
}

function fingerprint(): string {
  return `${process.version} ${fingerprintOf(SOURCES_AND_RESULTS)}`;
}

function readNote(): string | null {
  try {
    return readFileSync(NOTE, "utf8");
  } catch {
    return null;
  }
}
