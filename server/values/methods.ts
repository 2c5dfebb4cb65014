/** The payment methods, in the order in which a form offers them, and the reference that each requires. */
export const PAYMENT_METHODS = [
  { method: "CASH", label: "Cash", referenceRequired: false, referenceLabel: "Receipt number" },
  { method: "CHECK", label: "Check", referenceRequired: true, referenceLabel: "Check number" },
  { method: "ZELLE", label: "Zelle", referenceRequired: true, referenceLabel: "Zelle confirmation" },
  { method: "VENMO", label: "Venmo", referenceRequired: false, referenceLabel: "Venmo transaction" },
  { method: "PAYPAL", label: "PayPal", referenceRequired: false, referenceLabel: "PayPal transaction" },
  { method: "ACH", label: "ACH", referenceRequired: true, referenceLabel: "ACH trace number" },
  { method: "CARD", label: "Card", referenceRequired: false, referenceLabel: "Approval code" },
  { method: "OTHER", label: "Other", referenceRequired: false, referenceLabel: "Reference" },
] as const;

/** How money was received. */
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]["method"];

/** The method of a payment if none is given. */
export const DEFAULT_METHOD: PaymentMethod = "OTHER";

/** Methods whose references are numbers that may look like card numbers. */
const METHODS_WITH_OWN_NUMBERS: readonly PaymentMethod[] = ["ACH", "ZELLE", "VENMO", "PAYPAL", "CHECK"];

/** A method by its name, or null if it is unknown. */
export function findMethod(name: string): (typeof PAYMENT_METHODS)[number] | null {
  return PAYMENT_METHODS.find(({ method }) => method === name) ?? null;
}

/** Whether the reference of this method may look like a card number without being one. */
export function hasOwnNumbers(method: PaymentMethod): boolean {
  return METHODS_WITH_OWN_NUMBERS.includes(method);
}
