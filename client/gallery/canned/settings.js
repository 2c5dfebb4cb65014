// What the server says whatever the event: how it is set up, and who is asking.

/** Where the harbor is, and what is paid there. */
export const settings = { timeZone: "America/Los_Angeles", currency: "USD" };

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
