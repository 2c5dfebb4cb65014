// Everything that the gallery shows: events, and entries with the newest first. Nobody in it exists.

import { createEvent } from "./event.js";

/** The ways to pay, as the server lists them. */
export const paymentMethods = [
  { method: "CASH", label: "Cash", referenceRequired: false, referenceLabel: "Receipt number" },
  { method: "CHECK", label: "Check", referenceRequired: true, referenceLabel: "Check number" },
  { method: "ZELLE", label: "Zelle", referenceRequired: true, referenceLabel: "Zelle confirmation" },
  { method: "VENMO", label: "Venmo", referenceRequired: false, referenceLabel: "Venmo transaction" },
  { method: "PAYPAL", label: "PayPal", referenceRequired: false, referenceLabel: "PayPal transaction" },
  { method: "ACH", label: "ACH", referenceRequired: true, referenceLabel: "ACH trace number" },
  { method: "CARD", label: "Card", referenceRequired: false, referenceLabel: "Approval code" },
  { method: "OTHER", label: "Other", referenceRequired: false, referenceLabel: "Reference" },
];

/** Who may do everything. */
export const admin = { kind: "ADMIN", name: "Ines Duarte", scopes: ["ADMIN"] };

/** Who may look, and log nothing. */
export const reader = { kind: "API_KEY", name: "Tom Okafor", scopes: ["PAYMENTS_READ"] };

/** The event that all snippets name. */
const rivera = { id: "2026-06-14-rivera-sunset", title: "Rivera sunset sail" };

const maya = { patron: "Maya Rivera", method: "ZELLE", reference: "ZL-20418", receivedOn: "2026-05-30" };
const tom = { patron: "Tom Okafor", method: "CHECK", reference: "2207", receivedOn: "2026-06-02" };
const ines = { patron: "Ines Duarte", method: "CASH", receivedOn: "2026-06-09" };

const mail = (status, lastError = null) => ({ status, sentAt: null, lastError });

/** Half paid: the deposit is covered, three methods, a receipt. */
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

/** Nothing yet, and nothing agreed. */
export const empty = createEvent(rivera);

/** Paid to the last cent. */
export const paidInFull = createEvent({
  ...rivera,
  agreed: "900.00",
  deposit: "300.00",
  entries: [
    { ...tom, amount: "600.00" },
    { ...maya, amount: "300.00", notes: "Deposit" },
  ],
});

/** Something came, but not the deposit. */
export const depositOpen = createEvent({
  ...rivera,
  agreed: "1800.00",
  deposit: "600.00",
  entries: [{ ...ines, amount: "150.00" }],
});

/** More came than was agreed. */
export const credit = createEvent({
  ...rivera,
  agreed: "900.00",
  entries: [
    { ...ines, amount: "60.00", notes: "Champagne, not in the quote" },
    { ...maya, amount: "900.00" },
  ],
});

/** By every method; by one of them, more was given back than came. */
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

/** Words and amounts that hardly fit. */
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

/** Names and notes that are written from right to left. */
export const otherScripts = createEvent({
  ...rivera,
  title: "رحلة الغروب",
  entries: [
    { ...maya, patron: "مايا ريفيرا", amount: "300.00", notes: "دفعة مقدمة (50%)" },
    { ...tom, patron: "אינס דוארטה", amount: "125.50" },
    { ...ines, patron: "トム・オカフォー", amount: "80.00" },
  ],
});

/** Logged by mistake, and taken back. */
export const voided = createEvent({
  ...rivera,
  entries: [
    {
      ...maya,
      kind: "VOID",
      amount: "300.00",
      reason: "Logged twice",
      reverses: { id: "entry-2" },
      receivedOn: "2026-05-31",
    },
    { ...maya, status: "VOIDED", amount: "300.00" },
    { ...maya, amount: "300.00" },
  ],
});

/** Typed wrong twice, and put right each time. */
export const corrected = createEvent({
  ...rivera,
  entries: [
    {
      ...maya,
      amount: "350.00",
      reason: "The transfer was 350",
      replaces: { id: "entry-3", eventId: rivera.id },
    },
    { ...maya, kind: "VOID", amount: "530.00", reason: "The transfer was 350", reverses: { id: "entry-3" } },
    {
      ...maya,
      amount: "530.00",
      status: "CORRECTED",
      replaces: { id: "entry-1", eventId: rivera.id },
      replacedBy: { id: "entry-5", eventId: rivera.id },
    },
    { ...maya, kind: "VOID", amount: "53.00", reason: "A zero was missing", reverses: { id: "entry-1" } },
    { ...maya, amount: "53.00", status: "CORRECTED", replacedBy: { id: "entry-3", eventId: rivera.id } },
  ],
});

/** One given back whole, one in part. */
export const refunded = createEvent({
  ...rivera,
  entries: [
    { ...tom, kind: "REFUND", amount: "100.00", reason: "A guest fewer", reverses: { id: "entry-2" } },
    { ...maya, kind: "REFUND", amount: "300.00", reason: "Too much wind", reverses: { id: "entry-1" } },
    { ...tom, status: "PARTIALLY_REFUNDED", amount: "400.00", refunded: "100.00" },
    { ...maya, status: "REFUNDED", amount: "300.00", refunded: "300.00" },
  ].map((entry, index) => ({ ...entry, sequence: 4 - index })),
});

/** One went to another event, one came from there. */
export const moved = createEvent({
  ...rivera,
  entries: [
    {
      ...tom,
      amount: "200.00",
      reason: "Was for this sail",
      replaces: { id: "elsewhere-1", eventId: "2026-06-20-okafor-wedding" },
    },
    { ...maya, kind: "VOID", amount: "300.00", reason: "Was for the wedding", reverses: { id: "entry-1" } },
    {
      ...maya,
      amount: "300.00",
      status: "CORRECTED",
      replacedBy: { id: "elsewhere-2", eventId: "2026-06-20-okafor-wedding" },
    },
  ],
});

/** Noted down long after it was received. */
export const late = createEvent({
  ...rivera,
  entries: [{ ...ines, amount: "225.00", loggedLate: true, loggedAt: "2026-06-29T18:20:00.000Z" }],
});

/** Rows of an earlier tool, one with an amount that is none. */
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

/** Mails in all of their states, with and without a receipt. */
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

/** More than one page holds. */
export const long = createEvent({
  ...rivera,
  entries: Array.from({ length: 45 }, (_, index) => ({
    ...[maya, tom, ines][index % 3],
    amount: `${45 - index}.00`,
  })),
});

/** In yen, which have no minor digits. */
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

/** In Kuwaiti dinars, which have three. */
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

const sail = { ...rivera, startsAt: "2026-06-15T00:30:00.000Z", status: "confirmed" };

const stop = (paymentState, banner) => ({ ...sail, paymentState, clearToDepart: false, banner });

/** What the crew is told, by how far the event is paid. */
export const crew = {
  clear: { ...sail, paymentState: "PAID_IN_FULL", clearToDepart: true, banner: null },
  tentative: stop("TENTATIVE", "Do not depart until the deposit is confirmed."),
  deposit: stop("DEPOSIT_RECEIVED", "Do not depart until full payment is received and logged."),
  noTerms: stop("UNKNOWN", "Payment terms are not set. Ask the admin before departing."),
  cancelled: {
    ...sail,
    status: "cancelled",
    paymentState: "PAID_IN_FULL",
    clearToDepart: true,
    banner: null,
  },
};
