import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { cutChangelog, type ReleaseName, unreleasedChanges } from "./changelog.ts";
import { nextVersion } from "./next-version.ts";
import { ReleaseError } from "./release-error.ts";
import { judgeStep } from "./schema-compatibility.ts";

const USAGE = "Usage: npm run release -- <patch|minor|major|1.2.3> [--dry-run]";
const CHANGELOG = "CHANGELOG.md";
const MANIFESTS = ["package.json", "package-lock.json"];
const SCHEMA = "schema/schema.graphql";
const RELEASED = "schema/released.graphql";

const day = new Date().toISOString().slice(0, "2026-06-14".length);

// Makes a release in this repository: changelog, version and released schema in one commit, and its tag.
try {
  const { word, isDry } = readWords();
  const version = nextVersion(JSON.parse(read("package.json")).version, word);
  assertCommitted();
  assertNoTag(version);
  const changes = unreleasedChanges(read(CHANGELOG));
  if (changes === "") throw new ReleaseError(`${CHANGELOG} has no entry under "## [Unreleased]".`);
  await assertCompatible();
  if (isDry) console.log(`Would release ${version}:\n\n${changes}`);
  else release({ version, day });
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readWords(): { word: string; isDry: boolean } {
  try {
    const options = { "dry-run": { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [word, ...more] = positionals;
    if (word !== undefined && more.length === 0) return { word, isDry: values["dry-run"] };
  } catch (error) {
    throw new ReleaseError(`${(error as Error).message}\n${USAGE}`);
  }
  throw new ReleaseError(USAGE);
}

function assertCommitted(): void {
  const changed = git("status", "--porcelain").split("\n").filter(Boolean);
  if (changed.length === 0) return;
  const files = changed.map((line) => line.slice("?? ".length)).join(", ");
  throw new ReleaseError(`Some changes are not committed: ${files}. Commit or stash them first.`);
}

function assertNoTag(version: string): void {
  if (git("tag", "--list", tagOf(version)) !== "")
    throw new ReleaseError(`The tag ${tagOf(version)} already exists.`);
}

/** Must run before the released schema is replaced: breaking changes show only against the previous one. */
async function assertCompatible(): Promise<void> {
  const { breaking } = await judgeStep({ released: read(RELEASED), current: read(SCHEMA), today: day });
  if (breaking.length > 0)
    throw new ReleaseError(
      `The schema has changes that break clients of the last release: ${breaking.join("; ")}.`,
    );
}

function release({ version, day }: ReleaseName): void {
  try {
    writeFileSync(CHANGELOG, cutChangelog(read(CHANGELOG), { version, day }));
    for (const file of MANIFESTS) writeFileSync(file, withVersion(read(file), version));
    writeFileSync(RELEASED, read(SCHEMA));
    git("commit", "--all", "--message", `Release ${version}`);
  } catch (error) {
    git("reset", "--hard");
    throw error;
  }
  git("tag", "--annotate", tagOf(version), "--message", `Release ${version}`);
  console.log(`Released ${version}. Push it with \`git push --follow-tags\`.`);
}

function withVersion(text: string, version: string): string {
  const manifest = JSON.parse(text);
  manifest.version = version;
  if (manifest.packages) manifest.packages[""].version = version;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function tagOf(version: string): string {
  return `v${version}`;
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { encoding: "utf8" });
  if (status === 0) return stdout.trimEnd();
  throw new ReleaseError(`\`git ${args.join(" ")}\` ended with status ${status}. ${stderr}`.trim());
}
