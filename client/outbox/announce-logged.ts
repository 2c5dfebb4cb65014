import { toastAbout } from "../dialog/toast.ts";
import { amountOf, patronOf } from "../entry/entry-words.ts";
import { PaymentLoggedEvent } from "../shared/events.ts";
import type { Logged } from "./outbox.ts";

/** Fires `payment-logged` and shows a message. */
export function announceLogged(
  voice: Element,
  { payment, event, replayed }: Logged,
  sentence: (amount: string, patron: string) => string,
): void {
  voice.dispatchEvent(new PaymentLoggedEvent({ payment, event, replayed }));
  const about = (patron: string) => sentence(amountOf(payment), patron);
  toastAbout(voice, { tone: "success", sentence: about, typed: patronOf(payment) });
}
