// What canned events are made of. Entries take a payer and add what is particular about them.

/** The event that all snippets name. */
export const rivera = { id: "2026-06-14-rivera-sunset", title: "Rivera sunset sail" };

/** Payers, each with a usual way to pay. */
export const maya = {
  patron: "Maya Rivera",
  method: "ZELLE",
  reference: "ZL-20418",
  receivedOn: "2026-05-30",
};
export const tom = { patron: "Tom Okafor", method: "CHECK", reference: "2207", receivedOn: "2026-06-02" };
export const ines = { patron: "Ines Duarte", method: "CASH", receivedOn: "2026-06-09" };

/** A mail about an entry, and why it did not go out. */
export const mail = (status, lastError = null) => ({ status, sentAt: null, lastError });
