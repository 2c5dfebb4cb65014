import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { partsFolderOf } from "../../build/parts-folder.ts";
import { type DeployedFunction, deployedBundle } from "../support/lambda/deployed-bundles.ts";

const run = promisify(execFile);

/** The environment that the entry points need to be loaded; other parts need nothing. */
const ENVIRONMENT = {
  PATH: process.env.PATH ?? "",
  AWS_REGION: "us-west-2",
  ADMIN_PASS_HASH: "a".repeat(64),
  SESSION_SECRET: "s".repeat(48),
};

/** Imports files one after the other, in a process that starts in their folder. */
async function importAll(files: string[], cwd: string): Promise<string> {
  const urls = files.map((file) => pathToFileURL(file).href);
  const code = `for (const url of ${JSON.stringify(urls)}) await import(url); console.log("loaded");`;
  const words = ["--input-type=module", "--eval", code];
  return (await run(process.execPath, words, { cwd, env: ENVIRONMENT })).stdout;
}

describe.each<DeployedFunction>(["api", "notify"])("the asset of %s", (name) => {
  it("contains everything that its parts import, including parts loaded on demand", async () => {
    const folder = dirname(deployedBundle(name));
    const parts = (await readdir(join(folder, partsFolderOf(name)))).map((part) =>
      join(folder, partsFolderOf(name), part),
    );

    expect(parts.length).toBeGreaterThan(2);
    expect(await importAll([deployedBundle(name), ...parts], folder)).toBe("loaded\n");
  });
});
