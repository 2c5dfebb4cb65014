import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const RELEASE = resolve("build/release.ts");

const CHANGELOG = `# Changelog

## [Unreleased]

### Added
- A new thing.

## [0.1.0] - 2026-01-31

### Added
- The first thing.
`;

let folder: string;

const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

function commitAll(message: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
}

function release(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RELEASE, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr: stderr.trim() };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "payments-release-"));
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ines Duarte");
  git("config", "user.email", "ines@example.com");
  write("CHANGELOG.md", CHANGELOG);
  write("package.json", '{\n  "name": "payments",\n  "version": "0.1.0"\n}\n');
  write(
    "package-lock.json",
    '{\n  "name": "payments",\n  "version": "0.1.0",\n  "packages": {\n    "": { "name": "payments", "version": "0.1.0" },\n    "node_modules/other": { "version": "0.1.0" }\n  }\n}\n',
  );
  cpSync("schema/schema.graphql", join(folder, "schema/schema.graphql"));
  cpSync("schema/schema.graphql", join(folder, "schema/released.graphql"));
  write("schema/schema.graphql", `${read("schema/schema.graphql")}\nscalar Brass\n`);
  commitAll("Begin");
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("npm run release", () => {
  it("cuts the changelog, writes version and released schema, and commits and tags them", () => {
    const day = new Date().toISOString().slice(0, 10);
    expect(release("minor")).toMatchObject({ status: 0, stderr: "" });

    expect(read("CHANGELOG.md")).toBe(
      CHANGELOG.replace("## [Unreleased]\n", `## [Unreleased]\n\n## [0.2.0] - ${day}\n`),
    );
    expect(JSON.parse(read("package.json")).version).toBe("0.2.0");
    expect(JSON.parse(read("package-lock.json"))).toEqual({
      name: "payments",
      version: "0.2.0",
      packages: {
        "": { name: "payments", version: "0.2.0" },
        "node_modules/other": { version: "0.1.0" },
      },
    });
    expect(read("schema/released.graphql")).toContain("scalar Brass");
    expect(git("log", "-1", "--format=%s")).toBe("Release 0.2.0");
    expect(git("describe", "--exact-match")).toBe("v0.2.0");
    expect(git("status", "--porcelain")).toBe("");
  });

  it("prints with --dry-run what it would do, and does nothing", () => {
    const { status, stdout } = release("1.0.0", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain("Would release 1.0.0");
    expect(stdout).toContain("- A new thing.");
    expect(stdout).not.toContain("The first thing");
    expect([git("status", "--porcelain"), git("tag")]).toEqual(["", ""]);
  });

  it.each([
    ["no version", [], /^Usage: npm run release -- <patch\|minor\|major\|1\.2\.3> \[--dry-run\]$/],
    [
      "an invalid version",
      ["huge"],
      /^"huge" is not a version\. Use patch, minor, major or a version such as 1\.2\.3\.$/,
    ],
    ["a version that is not newer", ["0.1.0"], /^0\.1\.0 is not newer than 0\.1\.0\.$/],
    ["an unknown flag", ["minor", "--force"], /--force/],
  ])("refuses %s", (_what, words, sentence) => {
    expect(release(...words)).toMatchObject({ status: 1, stderr: expect.stringMatching(sentence) });
    expect(git("status", "--porcelain")).toBe("");
  });

  it("refuses with uncommitted changes", () => {
    write("new.txt", "");
    expect(release("minor").stderr).toBe(
      "Some changes are not committed: new.txt. Commit or stash them first.",
    );
  });

  it("refuses without a new entry in the changelog", () => {
    write("CHANGELOG.md", CHANGELOG.replace("- A new thing.\n", ""));
    commitAll("Forget");
    expect(release("minor").stderr).toBe('CHANGELOG.md has no entry under "## [Unreleased]".');
  });

  it("refuses if the tag exists", () => {
    git("tag", "v0.2.0");
    expect(release("minor").stderr).toBe("The tag v0.2.0 already exists.");
  });

  it("refuses a schema that breaks clients of the released one", () => {
    write("schema/released.graphql", `${read("schema/schema.graphql")}\nscalar Copper\n`);
    commitAll("Break");
    expect(release("minor").stderr).toMatch(
      /^The schema has changes that break clients of the last release: .*Copper/,
    );
  });

  it("changes nothing if git refuses the commit", () => {
    write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    execFileSync("chmod", ["+x", join(folder, ".git/hooks/pre-commit")]);
    expect(release("minor")).toMatchObject({ status: 1, stderr: expect.stringContaining("git commit") });
    expect([git("status", "--porcelain"), git("tag")]).toEqual(["", ""]);
  });
});
