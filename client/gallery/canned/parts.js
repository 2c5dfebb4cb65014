// The parts of canned events. Entries start from a payer and add their own values.

/** The event that all snippets use. */
export const rivera = { id: "2026-06-14-rivera-sunset", title: "Rivera sunset sail" };

/** Payers, each with a usual payment method. */
export const maya = {
  patron: "Maya Rivera",
  method: "ZELLE",
  reference: "ZL-20418",
  receivedOn: "2026-05-30",
};
export const tom = { patron: "Tom Okafor", method: "CHECK", reference: "2207", receivedOn: "2026-06-02" };
export const ines = { patron: "Ines Duarte", method: "CASH", receivedOn: "2026-06-09" };

/** A mail about an entry, and why it was not sent. */
export const mail = (status, lastError = null) => ({ status, sentAt: null, lastError });
