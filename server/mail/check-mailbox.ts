import type { Mailer } from "./mailer.ts";

/** Whether the mailbox lets us in. */
export type MailCheck = { result: "accepted" } | { result: "refused"; reason: string } | { result: "off" };

/** Signs in at the mail server, and sends nothing. Null stands for no mailbox. Never throws. */
export async function checkMailbox(mailer: Mailer | null): Promise<MailCheck> {
  if (!mailer) return { result: "off" };
  try {
    await mailer.verify();
    return { result: "accepted" };
  } catch (error) {
    return { result: "refused", reason: error instanceof Error ? error.message : String(error) };
  }
}
