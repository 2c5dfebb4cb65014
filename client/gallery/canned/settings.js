// What the server returns for every event: its settings and the viewer.

/** The operator's time zone and currency. */
export const settings = { timeZone: "America/Los_Angeles", currency: "USD" };

/** The payment methods as the server lists them. */
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

/** A viewer who may do everything. */
export const admin = { kind: "ADMIN", name: "Ines Duarte", scopes: ["ADMIN"] };

/** A viewer who may only read. */
export const reader = { kind: "API_KEY", name: "Tom Okafor", scopes: ["PAYMENTS_READ"] };
