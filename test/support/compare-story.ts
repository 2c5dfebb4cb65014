import { expect } from "vitest";
import { toPaymentId } from "../../server/ledger/ids.ts";
import type { TestApi } from "./api.ts";
import { compareEvent, compareSums, compareVerification, EVENT_FIELDS, idsOf } from "./compare-event.ts";
import type { LedgerModel } from "./ledger-model.ts";
import { addUp, foldedOf, isInUse } from "./ledger-sums.ts";
import { logPayment } from "./payments.ts";
import type { StoryDay } from "./story-days.ts";
import { EVENTS, fare } from "./story-operations.ts";

const QUERY = `query ($ids: [ID!]!, $first: ID!, $second: ID!, $received: PaymentFilter!, $entered: PaymentFilter!) {
  events(ids: $ids) { ${EVENT_FIELDS} }
  received: payments(filter: $received, first: 100) { nodes { id } }
  entered: payments(filter: $entered, first: 100) { nodes { id } }
  paymentTotals(filter: $received) {
    total { minorUnits } count byMethod { method count total { minorUnits } } byPurpose { purpose total { minorUnits } }
  }
  first: verifyLedger(eventId: $first) { ...V }
  second: verifyLedger(eventId: $second) { ...V }
}
fragment V on LedgerVerification { ok entries findings { code paymentId } }`;

interface Compared {
  eventIds: string[];
  day: StoryDay;
  api: TestApi;
}

/** Expects that a server says of the events of a story what the model says. Logs payments that ask for references in use. */
export async function compareStory(model: LedgerModel, compared: Compared): Promise<void> {
  const { eventIds, day, api } = compared;
  const { data, errors } = await api.graphql(QUERY, {
    ...{ ids: eventIds, first: eventIds[0], second: eventIds[1] },
    received: { receivedFrom: day.before, receivedTo: day.on },
    entered: { enteredFrom: day.on, enteredTo: day.on },
  });
  expect(errors).toBeUndefined();
  for (const event of EVENTS) {
    compareEvent(model, event, data.events[event]);
    compareVerification(model, event, [data.first, data.second][event]);
    await compareCompanions(model, event, compared);
  }
  const found = model.entries.filter(({ isInLedger }) => isInLedger);
  expect(idsOf(data.received.nodes)).toEqual(idsOf(found));
  expect(idsOf(data.entered.nodes)).toEqual(idsOf(found));
  compareSums(addUp(found), {
    ...{ total: data.paymentTotals.total, count: data.paymentTotals.count },
    ...{ methods: data.paymentTotals.byMethod, purposes: data.paymentTotals.byPurpose },
  });
  await compareReferences(model, compared);
}

/** Every entry and record has a companion, whose mail has a state, and which says what was refunded by purpose. */
async function compareCompanions(
  model: LedgerModel,
  event: number,
  { eventIds, api }: Compared,
): Promise<void> {
  const eventId = eventIds[event] ?? "";
  const { rows } = await api.store.readCompanions({ eventId, limit: 200 });
  const inLedger = model.of(event).filter(({ isInLedger }) => isInLedger);
  expect(rows).toHaveLength(inLedger.length + model.termsOf(event).length);
  for (const { kind, suffix, mail, refundedMinorUnits, refundedParts } of rows) {
    expect(["PENDING", "OFF"]).toContain(mail.notification.status);
    if (kind === "TERMS_SET") continue;
    const { refunded } = model.find(toPaymentId({ eventId, suffix }));
    expect({ ...fare(refundedParts ? 0 : refundedMinorUnits), ...refundedParts }).toEqual(refunded);
  }
}

/** A new payment is reported as a duplicate exactly if an active one has its reference, however long ago it was logged. */
async function compareReferences(model: LedgerModel, { eventIds, api }: Compared): Promise<void> {
  api.clock.advance({ hours: 72 });
  const asked = new Map(model.entries.map((entry) => [foldedOf(entry), entry]));
  asked.delete(null);
  for (const [at, { method, reference }] of [...asked.values()].entries()) {
    for (const event of EVENTS) {
      const eventId = eventIds[event] ?? "";
      const input = { eventId, method, reference: `# ${reference}`, patron: `Asking ${at}` };
      const { code = null } = await logPayment(api, input);
      expect(code).toBe(isInUse(model, event, { method, reference }) ? "POSSIBLE_DUPLICATE" : null);
    }
  }
}
