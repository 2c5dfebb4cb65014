import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { startServerInProcess } from "../support/server-in-process.ts";

const SCRIPT = fileURLToPath(new URL("legacy_script.py", import.meta.url));

describe("a script for the legacy routes", () => {
  it("logs payments, reads them back and adds them up", async () => {
    const server = await startServerInProcess();
    const { stdout } = await promisify(execFile)("python3", [SCRIPT, server.url, server.password, "QXW7LMD"]);

    expect(stdout).toBe("4 payments, 435.57\n");
    await server.stop();
  });
});
