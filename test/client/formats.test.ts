import { describe, expect, it, vi } from "vitest";
import { currencySign, dateIn, formatDecimal } from "../../client/shared/form-formats.ts";
import { formatDate, formatInstant, formatMoney, formatShortInstant } from "../../client/shared/formats.ts";
import { isolate } from "../../client/shared/intl.ts";

/** `Intl` uses special space characters. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("an amount", () => {
  it.each([
    ["125.50", "USD", "$125.50"],
    ["-125.50", "USD", "-$125.50"],
    ["1234567.89", "USD", "$1,234,567.89"],
    ["60000", "JPY", "¥60,000"],
    ["1.250", "KWD", "KWD 1.250"],
    ["1500.25", "HUF", "HUF 1,500.25"],
    ["90071992547409.93", "USD", "$90,071,992,547,409.93"],
  ])("of %s %s is formatted with the digits of its text: %s", (amount, currency, drawn) => {
    expect(plain(formatMoney({ amount, currency }))).toBe(drawn);
  });

  it("written from right to left is isolated, and its dollar sign stays with its letters", () => {
    expect(isolate("\u200f-350.00\u00a0US$")).toBe("\u2068\u200f-350.00\u00a0US$\u200e\u2069");
    expect(isolate("\u200f350.00\u00a0د.ك.")).toBe("\u2068\u200f350.00\u00a0د.ك.\u2069");
    expect(isolate("$350.00")).toBe("$350.00");
  });

  it.each([
    ["1250.00", "1,250.00"],
    ["999", "999"],
    ["1234567", "1,234,567"],
  ])("of %s appears in a field as %s", (amount, drawn) => {
    expect(formatDecimal(amount)).toBe(drawn);
  });

  it("has its currency sign next to the field", () => {
    expect(currencySign("USD")).toBe("$");
    expect(currencySign("KWD")).toBe("KWD");
  });
});

describe("a calendar date", () => {
  it.each(["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"])(
    "stays the same day in a browser in %s",
    (zone) => {
      vi.stubEnv("TZ", zone);
      expect(formatDate("2026-06-14")).toBe("Jun 14, 2026");
      expect(formatDate("2026-03-08")).toBe("Mar 8, 2026");
      vi.unstubAllEnvs();
    },
  );
});

describe("an instant", () => {
  it("is formatted in the operator's time zone, with the zone's name", () => {
    const instant = "2026-06-14T23:05:00.000Z";
    expect(plain(formatInstant({ instant, timeZone: "America/Los_Angeles" }))).toBe(
      "Jun 14, 2026, 4:05 PM PDT",
    );
    expect(plain(formatInstant({ instant, timeZone: "Asia/Tokyo" }))).toBe("Jun 15, 2026, 8:05 AM GMT+9");
  });

  it("can omit the year and the zone", () => {
    const instant = "2026-12-31T23:05:00.000Z";
    expect(plain(formatShortInstant({ instant, timeZone: "America/Los_Angeles" }))).toBe("Dec 31, 3:05 PM");
  });
});

describe("today", () => {
  const timeZone = "America/Los_Angeles";

  it.each([
    ["2026-06-15T00:30:00Z", "2026-06-14", "after 4 pm Pacific, already tomorrow in UTC"],
    ["2026-06-15T06:59:59Z", "2026-06-14", "one second before midnight"],
    ["2026-06-15T07:00:00Z", "2026-06-15", "at midnight"],
    ["2026-03-08T10:30:00Z", "2026-03-08", "on the day the clocks go forward"],
    ["2026-11-01T08:30:00Z", "2026-11-01", "in the repeated hour"],
    ["2027-01-01T07:59:00Z", "2026-12-31", "in the last minute of the year"],
  ])("at %s is %s in the operator's zone: %s", (instant, date) => {
    expect(dateIn({ timeZone, instant: new Date(instant) })).toBe(date);
  });
});
