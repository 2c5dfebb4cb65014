import { logPayment } from "../ledger/payments/log-payment.ts";
import type { LogPaymentInput } from "../ledger/payments/log-payment-input.ts";
import { setEventTerms, type TermsInput } from "../ledger/payments/set-event-terms.ts";
import type { WriteContext } from "../ledger/write/write-to-ledger.ts";
import { toDecimal, toItem } from "../table/items.ts";
import { dateInZone } from "../values/calendar.ts";
import {
  type DispatchEvent,
  type DispatchTable,
  putEvent,
  putItem,
  readEventIds,
  writeEventIds,
} from "./dispatch-tool.ts";

const MILLISECONDS_PER_DAY = 86_400_000;
const CREW = ["Tom Okafor", "Ines Duarte"];
const RECORDER = { principal: "admin", name: "Ines Duarte" };
const MAIL_OFF = "It is part of the demo data.";

/** A demo event whose id does not depend on the date. */
export const DEMO_EVENT = "QXW7LMD";

interface DemoEvent extends DispatchEvent {
  currency?: string;
  /** The agreed terms; some events have none yet. */
  terms?: Omit<TermsInput, "eventId">;
  payments: Omit<LogPaymentInput, "eventId" | "receivedOn">[];
  /** Rows as a legacy handler would have written them. */
  legacyRows?: { amount: string; patron: string; notes: string; daysAgo: number }[];
}

/** Fills an empty table with invented events, once. Safe to repeat after a crash, because its payments have idempotency keys. */
export async function seedOnce(ledger: WriteContext, table: DispatchTable): Promise<void> {
  if ((await readEventIds(table)) !== null) return;
  const events = demoEvents(ledger);
  for (const event of events) {
    await putEvent(table, event);
    await writeLegacyRows(table, event, ledger.clock.now());
    await setDemoTerms(ledger, event);
    for (const [at, payment] of event.payments.entries())
      await logDemoPayment(ledger, { event, payment, at });
  }
  await writeEventIds(
    table,
    events.map(({ id }) => id),
  );
}

async function setDemoTerms(ledger: WriteContext, { id: eventId, terms }: DemoEvent): Promise<void> {
  if (!terms) return;
  const call = { input: { ...terms, eventId }, by: RECORDER, mailOff: MAIL_OFF };
  const outcome = await setEventTerms(ledger, call);
  if (outcome.result !== "set") throw new Error(`Demo terms were refused: ${JSON.stringify(outcome)}`);
}

async function logDemoPayment(
  ledger: WriteContext,
  { event, payment, at }: { event: DemoEvent; payment: DemoEvent["payments"][number]; at: number },
): Promise<void> {
  const receivedOn = dateInZone(daysFrom(ledger.clock.now(), at - event.payments.length), ledger.timeZone);
  const input = { ...payment, eventId: event.id, receivedOn, idempotencyKey: `demo-${event.id}-${at}` };
  const outcome = await logPayment(ledger, {
    input,
    by: RECORDER,
    mailOff: MAIL_OFF,
  });
  if (outcome.result !== "logged") throw new Error(`A demo payment was refused: ${JSON.stringify(outcome)}`);
}

async function writeLegacyRows(table: DispatchTable, event: DemoEvent, now: Date): Promise<void> {
  for (const [at, row] of (event.legacyRows ?? []).entries()) {
    const timestamp = daysFrom(now, -row.daysAgo).toISOString().replace("Z", "");
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const { amount, patron, notes } = row;
    const keys = { pk: event.id, sk: `PAYMENT#${timestamp}#${id}` };
    await putItem(
      table,
      toItem({ ...keys, payment_id: id, amount: toDecimal(amount), patron, notes, timestamp }),
    );
  }
}

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * MILLISECONDS_PER_DAY);

/** Six events around today, with event ids of every kind that the dispatch tool uses: booking code, date with a name, bare date. */
function demoEvents({ clock, timeZone }: WriteContext): DemoEvent[] {
  const now = clock.now();
  const dateAt = (days: number) => dateInZone(daysFrom(now, days), timeZone);
  const startAt = (days: number, utcHour: number) => {
    const day = new Date(Date.parse(`${dateAt(days)}T00:00:00Z`));
    return new Date(day.getTime() + utcHour * 3_600_000).toISOString().replace(".000Z", "Z");
  };
  return [
    {
      id: `${dateAt(-21)}-okafor-wedding`,
      title: "Okafor wedding day sail",
      startsAt: startAt(-21, 20),
      status: "completed",
      crew: CREW,
      payments: [],
      legacyRows: [
        { amount: "400", patron: "Tom Okafor", notes: "Deposit, cash on the dock", daysAgo: 40 },
        { amount: "1125.5", patron: "Tom Okafor", notes: "Balance", daysAgo: 22 },
        { amount: "80", patron: "Ines Duarte", notes: "Tip for the crew", daysAgo: 21 },
      ],
    },
    {
      id: DEMO_EVENT,
      title: "Rivera sunset sail",
      startsAt: startAt(1, 25),
      status: "confirmed",
      crew: CREW,
      terms: { agreedTotal: "900.00", deposit: "300.00" },
      payments: [
        { patron: "Maya Rivera", amount: "300.00", method: "ZELLE", reference: "ZL-20418", notes: "Deposit" },
        { patron: "Maya Rivera", amount: "250.00", method: "CHECK", reference: "1042" },
      ],
    },
    {
      id: `${dateAt(3)}-rivera-family`,
      title: "Rivera family morning sail",
      startsAt: startAt(3, 17),
      status: "confirmed",
      crew: ["Ines Duarte"],
      terms: { agreedTotal: "540.00", deposit: "270.00" },
      payments: [{ patron: "Maya Rivera", amount: "180.00", method: "CASH", notes: "Deposit on the dock" }],
    },
    {
      id: dateAt(3),
      title: "Harbor tour for the Duarte family",
      startsAt: startAt(3, 23),
      status: "pending",
      crew: ["Tom Okafor"],
      payments: [],
    },
    {
      id: `${dateAt(8)}-osaka-delegation`,
      title: "Osaka sister port delegation",
      startsAt: startAt(8, 22),
      status: "confirmed",
      crew: CREW,
      currency: "JPY",
      terms: { agreedTotal: "60000" },
      payments: [
        { patron: "Osaka sister port office", amount: "60000", method: "ACH", reference: "021000029876543" },
      ],
    },
    {
      id: `${dateAt(12)}-okafor-birthday`,
      title: "Okafor birthday charter",
      startsAt: startAt(12, 21),
      status: "cancelled",
      crew: [],
      payments: [],
    },
  ];
}
