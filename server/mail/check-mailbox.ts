import type { MailCheck } from "../ledger/mail-state.ts";
import type { Mailer } from "./mailer.ts";

/** Signs in at the mail server without sending anything. Null means that no mailbox is configured. Never throws. */
export async function checkMailbox(mailer: Mailer | null): Promise<MailCheck> {
  if (!mailer) return { result: "off" };
  try {
    await mailer.verify();
    return { result: "accepted" };
  } catch (error) {
    return { result: "refused", reason: error instanceof Error ? error.message : String(error) };
  }
}
