import { describe, expect, it } from "vitest";
import { isTimeZone, startOfDay } from "../../../server/values/calendar.ts";
import { createTestApi } from "../../support/api.ts";
import { logPayment } from "../../support/payments.ts";

/** Instants at which a date is off by a day if it is computed in UTC, or if tomorrow is computed by adding 24 hours. */
const INSTANTS: [name: string, now: string, timeZone: string, today: string][] = [
  ["at 16:30 Pacific", "2026-06-14T23:30:00.000Z", "America/Los_Angeles", "2026-06-14"],
  ["at 17:30 Pacific", "2026-06-15T00:30:00.000Z", "America/Los_Angeles", "2026-06-14"],
  ["a second before midnight", "2026-06-15T06:59:59.000Z", "America/Los_Angeles", "2026-06-14"],
  ["at midnight", "2026-06-15T07:00:00.000Z", "America/Los_Angeles", "2026-06-15"],
  ["in the hour that is skipped in spring", "2026-03-08T10:30:00.000Z", "America/Los_Angeles", "2026-03-08"],
  ["late on the day that has 23 hours", "2026-03-09T06:30:00.000Z", "America/Los_Angeles", "2026-03-08"],
  ["in the hour that comes twice in autumn", "2026-11-01T09:30:00.000Z", "America/Los_Angeles", "2026-11-01"],
  ["late on the day that has 25 hours", "2026-11-02T07:30:00.000Z", "America/Los_Angeles", "2026-11-01"],
  ["a second before the day has started everywhere", "2026-06-14T11:59:59.000Z", "Etc/GMT+12", "2026-06-13"],
  ["when the day has started everywhere", "2026-06-14T12:00:00.000Z", "Etc/GMT+12", "2026-06-14"],
  ["in Tokyo, where it is tomorrow already", "2026-06-14T23:30:00.000Z", "Asia/Tokyo", "2026-06-15"],
];

describe("the day on which money is received", () => {
  it.each(INSTANTS)("is the operator's today %s", async (_name, now, timeZone, today) => {
    const api = await createTestApi({ now, timeZone });
    const eventId = await api.table.putEvent();

    const logged = await logPayment(api, { eventId });
    const explicit = await logPayment(api, { eventId, amount: "2", receivedOn: today });
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    const refused = await logPayment(api, { eventId, amount: "3", receivedOn: tomorrow });

    expect(logged.payment).toMatchObject({ receivedOn: today, loggedAt: now, loggedLate: false });
    expect(explicit.payment.receivedOn).toBe(today);
    expect(refused.faults).toMatchObject([{ code: "DATE_IN_FUTURE" }]);
  });

  it("makes a payment late if it was logged more than three days later", async () => {
    const api = await createTestApi();
    const eventId = await api.table.putEvent();

    const onTime = await logPayment(api, { eventId, amount: "1", receivedOn: "2026-06-11" });
    const late = await logPayment(api, { eventId, amount: "2", receivedOn: "2026-06-10" });

    expect([onTime.payment.loggedLate, late.payment.loggedLate]).toEqual([false, true]);
  });

  it.each([
    ["four days there and three in UTC", "2026-06-13T12:00:00.000Z", "Pacific/Kiritimati", true],
    ["three days there and two in UTC", "2026-06-12T12:00:00.000Z", "Pacific/Kiritimati", false],
    ["three days there and four in UTC", "2026-06-14T05:00:00.000Z", "Pacific/Pago_Pago", false],
    ["four days there and five in UTC", "2026-06-15T05:00:00.000Z", "Pacific/Pago_Pago", true],
  ])("counts the operator's days: %s", async (_, now, timeZone, isLate) => {
    const api = await createTestApi({ now, timeZone });
    const eventId = await api.table.putEvent();

    const logged = await logPayment(api, { eventId, receivedOn: "2026-06-10" });

    expect(logged.payment.loggedLate).toBe(isLate);
  });
});

describe("a time zone", () => {
  it.each(["America/Los_Angeles", "US/Pacific", "UTC"])("may be %s", (text) => {
    expect(isTimeZone(text)).toBe(true);
  });

  it.each(["Mars/Base", "Pacific", ""])("is not: %o", (text) => {
    expect(isTimeZone(text)).toBe(false);
  });
});

describe("the first instant of a day", () => {
  it.each([
    ["on an ordinary day", "2026-06-14", "America/Los_Angeles", "2026-06-14T07:00:00.000Z"],
    ["on the day that has 23 hours", "2026-03-08", "America/Los_Angeles", "2026-03-08T08:00:00.000Z"],
    ["on the day after it", "2026-03-09", "America/Los_Angeles", "2026-03-09T07:00:00.000Z"],
    ["on the day that has 25 hours", "2026-11-01", "America/Los_Angeles", "2026-11-01T07:00:00.000Z"],
    ["where clocks go forward at midnight", "2025-03-09", "America/Havana", "2025-03-09T05:00:00.000Z"],
    ["far in the east", "2026-06-14", "Pacific/Kiritimati", "2026-06-13T10:00:00.000Z"],
    ["far in the west", "2026-06-14", "Pacific/Pago_Pago", "2026-06-14T11:00:00.000Z"],
  ])("is found %s", (_, date, timeZone, instant) => {
    expect(startOfDay(date, timeZone).toISOString()).toBe(instant);
  });
});
