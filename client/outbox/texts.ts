import { msg, str } from "@lit/localize";

/** Texts for payments that are kept on the device. */
export const outboxTexts = {
  get label() {
    return msg("Kept on this device");
  },
  get waiting() {
    return msg("Waiting to be sent");
  },
  get needsYou() {
    return msg("Not logged yet");
  },
  kept: (amount: string, patron: string) =>
    msg(str`Not logged yet: ${amount} from ${patron} is kept on this device and will be sent by itself.`),
  keptAt: (instant: string) => msg(str`Kept ${instant}`),
  keptBy: (instant: string, name: string) => msg(str`Kept ${instant} by ${name}`),
  waitsFor: (name: string) => msg(str`It is sent when ${name} signs in here.`),
  get waitsForOwner() {
    return msg("It is sent when whoever typed it signs in here.");
  },
  count: (count: number) =>
    count === 1
      ? msg("1 payment is kept on this device. Sign in to send it.")
      : msg(str`${count} payments are kept on this device. Sign in to send them.`),
  sent: (amount: string, patron: string) => msg(str`Sent and logged: ${amount} from ${patron}.`),
  get sendNow() {
    return msg("Send now");
  },
  get look() {
    return msg("Look at it");
  },
  get discard() {
    return msg("Discard");
  },
  get sureToDiscard() {
    return msg("Discard it? If it came through already, it stays logged; if not, it is gone.");
  },
  get keep() {
    return msg("Keep");
  },
};
