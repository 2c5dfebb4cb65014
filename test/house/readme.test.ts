import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { startLocalServer } from "../support/local-server.ts";

const readme = readFileSync("README.md", "utf8");
const run = promisify(execFile);

const shellBlocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? "");

describe("the README", () => {
  it("has curl commands that work as printed", async () => {
    const server = await startLocalServer();
    const commands = shellBlocks.filter((block) => block.startsWith("curl"));
    const runBlock = async (block: string) => {
      const script = block.replaceAll("http://127.0.0.1:4000", server.url);
      return (await run("bash", ["-c", script])).stdout;
    };
    const [log = "", faults = "", read = ""] = commands;

    expect(JSON.parse(await runBlock(log)).data.logPayment).toMatchObject({
      replayed: false,
      payment: { sequence: 4, recordedBy: "Ines Duarte" },
      event: { totalCollected: { amount: "675.50", currency: "USD" } },
    });
    expect(JSON.parse(await runBlock(log)).data.logPayment.replayed).toBe(true);
    expect(JSON.parse(await runBlock(faults)).data.logPayment.faults).toHaveLength(3);
    await expect
      .poll(() => runBlock(read), { timeout: 10_000 })
      .toContain('"subject":"$125.50 from Maya Rivera');
    await server.stop();
  });
});
