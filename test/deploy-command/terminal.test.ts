import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createTerminal } from "../../deploy/command/terminal.ts";

/** A terminal with this input after the first question. */
function terminalWith(typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = "";
  output.on("data", (chunk) => {
    shown += chunk;
  });
  output.once("data", () => input.write(typed));
  return { terminal: createTerminal({ input, output }), shown: () => shown };
}

describe("a terminal", () => {
  it.each([
    ["y\r", true],
    ["Yes\r", true],
    ["\r", false],
    ["no\r", false],
    ["yellow\r", false],
    ["y\u0003", false],
    ["\u0004", false],
  ])("reads %j as yes: %s", async (typed, expected) => {
    const { terminal, shown } = terminalWith(typed);
    expect(await terminal.ask("Deploy this?")).toBe(expected);
    expect(shown()).toContain("Deploy this? [y/N]");
  });

  it("returns the typed line", async () => {
    const { terminal, shown } = terminalWith(" QXW7LMD \r");
    expect(await terminal.askText("Which event?")).toBe("QXW7LMD");
    expect(shown()).toContain("QXW7LMD");
  });

  it("never shows a secret", async () => {
    const { terminal, shown } = terminalWith("correct horsx\u007fe\r");
    expect(await terminal.askSecret("The password:")).toBe("correct horse");
    expect(shown()).toBe("The password: \n");
  });

  it("reads an aborted secret as empty", async () => {
    const { terminal, shown } = terminalWith("correct\u0003");
    expect(await terminal.askSecret("The password:")).toBe("");
    expect(shown().trim()).toBe("The password:");
  });
});
