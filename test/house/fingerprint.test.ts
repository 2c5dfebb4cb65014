import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fingerprintOf } from "../support/fingerprint.ts";

let folder: string;
let before: string;
const inFolder = (path: string) => join(folder, path);
const current = () => fingerprintOf([inFolder("client"), inFolder("codegen.ts"), inFolder("dist")]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "payments-fingerprint-"));
  await mkdir(inFolder("client/api"), { recursive: true });
  await writeFile(inFolder("client/api/connection.ts"), "one");
  await writeFile(inFolder("client/payments.ts"), "two");
  await writeFile(inFolder("codegen.ts"), "three");
  before = current();
});

afterEach(() => rm(folder, { recursive: true }));

describe("what was generated and built is current", () => {
  it("while nothing has changed", () => {
    expect(current()).toBe(before);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a file in a folder was edited", () => writeFile(inFolder("client/api/connection.ts"), "On")],
    ["a file was edited", () => writeFile(inFolder("codegen.ts"), "3")],
    ["a file was added", () => writeFile(inFolder("client/api/new.ts"), "")],
    ["a file was removed", () => rm(inFolder("client/payments.ts"))],
    ["a file was renamed", () => rename(inFolder("client/payments.ts"), inFolder("client/lists.ts"))],
    [
      "two files were exchanged",
      async () => {
        await writeFile(inFolder("client/api/connection.ts"), "two");
        await writeFile(inFolder("client/payments.ts"), "one");
      },
    ],
    [
      "a missing folder exists",
      async () => {
        await mkdir(inFolder("dist"));
        await writeFile(inFolder("dist/api.mjs"), "");
      },
    ],
  ])("unless %s", async (_, change) => {
    await change();
    expect(current()).not.toBe(before);
  });
});
