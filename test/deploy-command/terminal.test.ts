import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createTerminal } from "../../deploy/command/terminal.ts";

/** A terminal at which this is typed as soon as something is asked. */
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
  ])("takes %j for yes: %s", async (typed, expected) => {
    const { terminal, shown } = terminalWith(typed);
    expect(await terminal.ask("Deploy this?")).toBe(expected);
    expect(shown()).toContain("Deploy this? [y/N]");
  });

  it("answers the line that was typed", async () => {
    const { terminal, shown } = terminalWith(" QXW7LMD \r");
    expect(await terminal.askText("Which event?")).toBe("QXW7LMD");
    expect(shown()).toContain("QXW7LMD");
  });

  it("shows nothing of a secret, whatever is typed", async () => {
    const { terminal, shown } = terminalWith("correct horsx\u007fe\r");
    expect(await terminal.askSecret("The password:")).toBe("correct horse");
    expect(shown()).toBe("The password: \n");
  });

  it("takes leaving a secret for none", async () => {
    const { terminal, shown } = terminalWith("correct\u0003");
    expect(await terminal.askSecret("The password:")).toBe("");
    expect(shown().trim()).toBe("The password:");
  });
});
