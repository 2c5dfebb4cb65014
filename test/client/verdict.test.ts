import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../client/api/api-error.ts";
import { isOlderThan, thisMoment } from "../../client/payment-state/moments.ts";
import { type CrewEvent, judge, withKnownEvent } from "../../client/payment-state/verdict.ts";
import { formatStartsAt } from "../../client/shared/starts-at.ts";

const PAID: CrewEvent = {
  id: "QXW7LMD",
  title: "Rivera sunset sail",
  startsAt: "2026-06-15T00:30:00Z",
  status: "confirmed",
  paymentState: "PAID_IN_FULL",
  clearToDepart: true,
  banner: null,
};

const askedAt = thisMoment();

const judgeEvent = (event: CrewEvent | null, { isTooOld = false } = {}) =>
  judge({ eventId: "QXW7LMD", check: { askedAt, event }, isTooOld });

const judgeError = (code: string) =>
  judge({
    eventId: "QXW7LMD",
    check: { askedAt, event: PAID, error: new ApiError({ code, message: "The cause." }) },
    isTooOld: false,
  });

describe("green", () => {
  it("requires an event that is paid in full and consistent", () => {
    expect(judgeEvent(PAID)).toEqual({
      tone: "clear",
      headline: "Clear to depart",
      sentence: "Paid in full.",
    });
  });

  it.each<[string, Partial<CrewEvent>]>([
    ["there is a banner", { banner: "Ask the admin." }],
    ["the state differs", { paymentState: "DEPOSIT_RECEIVED" }],
    ["it is not cleared", { clearToDepart: false }],
    ["clearance is a string", { clearToDepart: "true" as never }],
    ["clearance is missing", { clearToDepart: undefined as never }],
    ["it is not cleared, without a reason", { clearToDepart: false, banner: "" }],
    ["it is cancelled", { status: "cancelled", clearToDepart: false, banner: "This charter is cancelled." }],
    ["it is cancelled, but clear according to the server", { status: "cancelled" }],
    ["it is cancelled, spelled differently", { status: " Canceled" }],
  ])("is refused if %s", (_why, differing) => {
    expect(judgeEvent({ ...PAID, ...differing })).toMatchObject({
      tone: "stop",
      headline: "Do not depart",
      sentence: expect.stringMatching(/./),
    });
  });

  it("is refused without a result, for an outdated one, without an event, and for an unknown one", () => {
    expect(judge({ eventId: "QXW7LMD", check: undefined, isTooOld: false }).tone).toBe("checking");
    expect(judgeEvent(PAID, { isTooOld: true }).tone).toBe("checking");
    expect(judge({ eventId: "", check: { askedAt, event: PAID }, isTooOld: false }).tone).toBe("unsure");
    expect(judgeEvent(null)).toMatchObject({ tone: "unsure", why: "This event is not known here." });
  });

  it("is refused after a failure, whatever was known before", () => {
    expect(judgeError("NETWORK_ERROR")).toMatchObject({ tone: "unsure", why: "The cause." });
    for (const code of ["UNAUTHENTICATED", "FORBIDDEN"]) {
      expect(judgeError(code)).toMatchObject({ tone: "unsure", why: expect.stringContaining("link") });
    }
  });
});

describe("the last known event", () => {
  const failed = (code: string) => ({ askedAt, event: null, error: new ApiError({ code, message: "" }) });

  it("survives a failure, but not a refused key", () => {
    const shown = { askedAt, event: PAID };
    expect(withKnownEvent(shown, failed("NETWORK_ERROR")).event).toBe(PAID);
    expect(withKnownEvent(shown, failed("UNAUTHENTICATED")).event).toBe(null);
    expect(withKnownEvent(shown, { askedAt, event: null }).event).toBe(null);
  });
});

describe("an age", () => {
  it("is the larger one of both clocks", () => {
    const wall = vi.spyOn(Date, "now").mockReturnValue(1_000_000);
    const steady = vi.spyOn(performance, "now").mockReturnValue(1_000_000);
    const asked = thisMoment();
    expect(isOlderThan(5, asked)).toBe(false);
    steady.mockReturnValue(1_006_000);
    wall.mockReturnValue(0);
    expect(isOlderThan(5, asked)).toBe(true);
    steady.mockReturnValue(1_000_000);
    wall.mockReturnValue(1_006_000);
    expect(isOlderThan(5, asked)).toBe(true);
    vi.restoreAllMocks();
  });
});

describe("the start of an event", () => {
  it.each([
    ["2026-06-14", "Jun 14, 2026"],
    ["2026-06-14T16:30", "2026-06-14T16:30"],
    ["June 14, in the evening", "June 14, in the evening"],
    ["2026-99-99", "2026-99-99"],
    ["2026-99-99T00:00:00Z", "2026-99-99T00:00:00Z"],
    ["", ""],
  ])("is not converted without a time zone: %s", (startsAt, drawn) => {
    expect(formatStartsAt(startsAt)).toBe(drawn);
  });

  it.each(["2026-06-15T00:30:00Z", "2026-06-14T17:30:00-07:00"])(
    "is shown in the reader's time zone, which is named: %s",
    (startsAt) => {
      vi.stubEnv("TZ", "America/Los_Angeles");
      expect(formatStartsAt(startsAt).replace(/\u202f/g, " ")).toBe("Sun, Jun 14, 2026, 5:30 PM PDT");
      vi.unstubAllEnvs();
    },
  );
});
