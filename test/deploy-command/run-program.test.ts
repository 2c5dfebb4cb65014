import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { runProgram } from "../../deploy/command/run-program.ts";

const ENDS = "process.exit(process.cwd() === process.argv[1] && process.env.TASK === 'synth' ? 0 : 3)";
const FAILS = "console.log('Looking.'); console.error('No such stack.'); process.exit(2)";

const folder = realpathSync(tmpdir());

describe("a program that the command runs", () => {
  it("gets its arguments, its folder and its variables", async () => {
    const program = [process.execPath, "--eval", ENDS];

    await runProgram(program, [folder], { cwd: folder, env: { TASK: "synth" } });
    await expect(runProgram(program, [folder], { cwd: folder })).rejects.toThrow("exited with status 3.");
  });

  it("fails with its whole output", async () => {
    const failed = runProgram([process.execPath, "--eval"], [FAILS], { cwd: folder });

    await expect(failed).rejects.toMatchObject({
      name: "DeployError",
      message: expect.stringMatching(
        /^(?=[\s\S]*Looking\.\n)(?=[\s\S]*No such stack\.\n)[\s\S]*\n`.*` exited with status 2\.$/,
      ),
    });
  });
});
