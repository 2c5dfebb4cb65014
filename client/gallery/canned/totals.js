// Events by collected and agreed amounts, in several currencies; newest entry first.

import { createEvent } from "./event.js";
import { ines, mail, maya, rivera, tom } from "./parts.js";

/** Half paid: deposit covered, three methods, a receipt. */
export const usual = createEvent({
  ...rivera,
  agreed: "1800.00",
  deposit: "600.00",
  entries: [
    { ...ines, amount: "225.00", notes: "Counted on the dock with Maya." },
    { ...tom, amount: "300.00", receipt: mail("SENT") },
    { ...maya, amount: "600.00", notes: "Deposit" },
  ],
});

/** No payments and no terms. */
export const empty = createEvent(rivera);

/** Paid in full, to the cent. */
export const paidInFull = createEvent({
  ...rivera,
  agreed: "900.00",
  deposit: "300.00",
  entries: [
    { ...tom, amount: "600.00" },
    { ...maya, amount: "300.00", notes: "Deposit" },
  ],
});

/** A payment below the deposit. */
export const depositOpen = createEvent({
  ...rivera,
  agreed: "1800.00",
  deposit: "600.00",
  entries: [{ ...ines, amount: "150.00" }],
});

/** More collected than agreed. */
export const credit = createEvent({
  ...rivera,
  agreed: "900.00",
  entries: [
    { ...ines, amount: "60.00", notes: "Champagne, not in the quote" },
    { ...maya, amount: "900.00" },
  ],
});

/** Paid in full, with a tip and a security deposit, of which a part went back. */
export const tips = createEvent({
  ...rivera,
  agreed: "1800.00",
  deposit: "600.00",
  entries: [
    {
      ...maya,
      kind: "REFUND",
      method: "VENMO",
      reference: null,
      amount: "350.00",
      parts: { SECURITY_DEPOSIT: "350.00" },
      reason: "Minus the broken winch handle",
      reverses: { id: "entry-2" },
      receivedOn: "2026-06-15",
    },
    { ...tom, amount: "60.00", parts: { GRATUITY: "60.00" }, method: "CASH", reference: null },
    {
      ...maya,
      status: "PARTIALLY_REFUNDED",
      amount: "1880.00",
      refunded: "350.00",
      parts: { GRATUITY: "180.00", SECURITY_DEPOSIT: "500.00" },
      notes: "Balance, tip and security deposit in one transfer",
    },
    { ...maya, amount: "600.00", notes: "Deposit" },
  ],
});

/** A balance and a tip in one payment. */
export const tipsLogged = createEvent({
  ...rivera,
  agreed: "600.00",
  entries: [{ ...maya, amount: "780.00", parts: { GRATUITY: "180.00" } }],
});

/** All methods; for one of them, refunds exceed payments. */
export const manyMethods = createEvent({
  ...rivera,
  entries: [
    {
      ...ines,
      kind: "REFUND",
      method: "VENMO",
      amount: "180.00",
      reason: "Two guests fewer; they had paid by check.",
      receivedOn: "2026-06-12",
    },
    { ...ines, method: "OTHER", reference: "Gift card 14", amount: "75.00" },
    { ...ines, method: "CARD", reference: "A-55021", amount: "240.00" },
    { ...tom, method: "ACH", reference: "091000019", amount: "400.00" },
    { ...tom, method: "PAYPAL", reference: "7XR41", amount: "120.00" },
    { ...ines, amount: "85.00" },
    { ...tom, amount: "500.00" },
    { ...maya, amount: "300.00" },
  ],
});

/** In yen, which has no minor digits. */
export const yen = createEvent({
  ...rivera,
  currency: "JPY",
  agreed: "180000",
  deposit: "60000",
  entries: [
    { ...ines, amount: "1250" },
    { ...tom, amount: "60000" },
  ],
});

/** In Kuwaiti dinars, which have three minor digits. */
export const dinars = createEvent({
  ...rivera,
  currency: "KWD",
  agreed: "540.000",
  deposit: "180.000",
  entries: [
    { ...ines, amount: "1250.125", kind: "REFUND", reason: "Too much was sent" },
    { ...tom, amount: "1250.125" },
    { ...maya, amount: "180.500" },
  ],
});

/** A second event, for pages with more than one. */
export const wedding = createEvent({
  id: "2026-06-20-okafor-wedding",
  title: "Okafor wedding sail",
  agreed: "2400.00",
  deposit: "800.00",
  entries: [{ ...tom, amount: "800.00", notes: "Deposit" }],
});
