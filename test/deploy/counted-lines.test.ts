import { afterEach, describe, expect, it, vi } from "vitest";
import { type CountedLine, MAIL_GIVEN_UP, TOO_MANY_ATTEMPTS } from "../../deploy/stack/counted-lines.ts";
import { createLogger } from "../../server/logger.ts";
import { createTestApi } from "../support/api.ts";
import { signIn } from "../support/sign-in.ts";

afterEach(() => vi.restoreAllMocks());

/** A line as the real log writes it. */
function written(message: string, facts: Record<string, unknown>): Record<string, unknown> {
  let text = "";
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
  }
  createLogger({ level: "INFO", secrets: [] }).warn(message, facts);
  vi.restoreAllMocks();
  return JSON.parse(text);
}

const counts = ({ anyOf }: CountedLine, line: Record<string, unknown>) =>
  anyOf.some(({ field, is }) => line[field] === is);

describe("the lines that alarms count", () => {
  it("are those of passwords that were refused unseen, in the header and while signing in, and no others", async () => {
    const api = await createTestApi();
    const address = "203.0.113.7";
    const viewer = (as: string) => api.graphql("{ viewer { kind } }", {}, { as, address });
    for (let at = 0; at < 10; at += 1) await viewer(`guess ${at}`);
    expect(api.refusals).toHaveLength(10);
    await viewer("one more");
    await signIn(api, { password: "and one more" }, { address });

    const lines = api.refusals.map(({ message, ...facts }) => written(String(message), facts));
    expect(lines.map((line) => counts(TOO_MANY_ATTEMPTS, line))).toEqual([
      ...Array<boolean>(10).fill(false),
      true,
      true,
    ]);
  });

  it("are those of mails that were given up, by their message", () => {
    const line = written("A mail was given up.", { kind: "notification" });
    expect(counts(MAIL_GIVEN_UP, line)).toBe(true);
    expect(counts(MAIL_GIVEN_UP, written("A password was refused.", {}))).toBe(false);
  });
});
