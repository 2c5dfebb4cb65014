import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type CountedLine,
  MAIL_GIVEN_UP,
  TOO_MANY_ATTEMPTS,
} from "../../deploy/stack/watch/counted-lines.ts";
import { createLogger, type Logger } from "../../server/logger.ts";
import type { DeliveryContext } from "../../server/mail/deliver-mails.ts";
import { RETRY_POLICY } from "../../server/mail/retry-policy.ts";
import { createTestApi } from "../support/api.ts";
import { createMailWorker } from "../support/mail-worker.ts";
import { logPayment } from "../support/payments.ts";
import { signIn } from "../support/sign-in.ts";

afterEach(() => vi.restoreAllMocks());

/** The lines that the real log writes during `act`. */
async function linesOf(act: (logger: Logger) => unknown): Promise<Record<string, unknown>[]> {
  let text = "";
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
  }
  await act(createLogger({ level: "INFO", secrets: [] }));
  vi.restoreAllMocks();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const counts = ({ anyOf }: CountedLine, line: Record<string, unknown>) =>
  anyOf.some(({ field, is }) => line[field] === is);

describe("the log lines that alarms count", () => {
  it("are only those of passwords refused unchecked, in the header and by `signIn`", async () => {
    const api = await createTestApi();
    const address = "203.0.113.7";
    const viewer = (as: string) => api.graphql("{ viewer { kind } }", {}, { as, address });
    for (let at = 0; at < 10; at += 1) await viewer(`guess ${at}`);
    expect(api.refusals).toHaveLength(10);
    await viewer("one more");
    await signIn(api, { password: "and one more" }, { address });

    const lines = await linesOf((logger) => {
      for (const { message, ...facts } of api.refusals) logger.warn(String(message), facts);
    });
    expect(lines.map((line) => counts(TOO_MANY_ATTEMPTS, line))).toEqual([
      ...Array<boolean>(10).fill(false),
      true,
      true,
    ]);
  });

  it("are only those of mails that were given up", async () => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();
    await logPayment(api, { eventId });
    const refuse = async () => {
      throw new Error("550 No such mailbox");
    };
    const mailer = { send: refuse, verify: refuse, close: () => undefined };
    const lines = await linesOf(async (logger) => {
      const policy = { ...RETRY_POLICY, giveUpAfterSeconds: 0 };
      const wrap = (context: DeliveryContext) => ({ ...context, mailer, policy, logger });
      await createMailWorker(api, { smtpUrl: null, wrap }).deliver(eventId);
      logger.error("A stream record could not be processed; it will be delivered again.");
    });
    expect(lines.map((line) => counts(MAIL_GIVEN_UP, line))).toEqual([true, false]);
  });
});
