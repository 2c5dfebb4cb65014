// Events by the content of their entries; newest entry first.

import { createEvent } from "./event.js";
import { ines, mail, maya, rivera, tom } from "./parts.js";

/** Very long texts and amounts. */
export const longWords = createEvent({
  ...rivera,
  title:
    "Rivera sunset sail with the whole regatta committee, their families, and a string quartet on the foredeck",
  agreed: "9876543210.00",
  entries: [
    {
      ...maya,
      patron:
        "Maya Rivera, for the Harbor Lights Sailing Association and all forty-two guests of its regatta",
      amount: "1234567890.12",
      reference: "confirmation-0123456789-0123456789-0123456789-0123456789",
      notes:
        "Paid in three parts, because the bank limits transfers:\n– the first on Monday,\n– the second on Tuesday,\n– the rest today.\nhttps://harbor.example.com/regatta/2026/invoices/000000000000000000000000000000000000417",
    },
    {
      ...tom,
      patron: "Tom Okaforokaforokaforokafor-Riverariverarivera",
      amount: "0.01",
      receipt: mail("SENT"),
    },
  ],
});

/** Names and notes in right-to-left scripts. */
export const otherScripts = createEvent({
  ...rivera,
  title: "رحلة الغروب",
  entries: [
    { ...maya, patron: "مايا ريفيرا", amount: "300.00", notes: "دفعة مقدمة (50%)" },
    { ...tom, patron: "אינס דוארטה", amount: "125.50" },
    { ...ines, patron: "トム・オカフォー", amount: "80.00" },
  ],
});

/** Logged long after it was received. */
export const late = createEvent({
  ...rivera,
  entries: [{ ...ines, amount: "225.00", loggedLate: true, loggedAt: "2026-06-29T18:20:00.000Z" }],
});

/** Legacy rows, one with an invalid amount. */
export const adopted = createEvent({
  ...rivera,
  entries: [
    { ...tom, method: null, reference: null, amount: "1125.50", adopted: true, recordedBy: null },
    {
      patron: null,
      method: null,
      receivedOn: null,
      recordedBy: null,
      amount: null,
      storedAmount: "12.345",
      sequence: null,
      id: "row",
      notification: mail("OFF"),
    },
  ],
});

/** Mails in all states, with and without a receipt. */
export const mails = createEvent({
  ...rivera,
  entries: [
    { ...maya, amount: "40.00", notification: mail("PENDING"), receipt: mail("PENDING") },
    { ...tom, amount: "30.00", notification: mail("SENT"), receipt: mail("SENT") },
    {
      ...ines,
      amount: "20.00",
      notification: mail("FAILED", "The mailbox is full."),
      receipt: mail("FAILED", "There is no such address."),
    },
    { ...maya, amount: "10.00", notification: mail("OFF", "Nobody to notify.") },
  ],
});

/** More than one page. */
export const long = createEvent({
  ...rivera,
  entries: Array.from({ length: 45 }, (_, index) => ({
    ...[maya, tom, ines][index % 3],
    amount: `${45 - index}.00`,
  })),
});
