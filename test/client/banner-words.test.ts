import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { thisMoment } from "../../client/payment-state/moments.ts";
import { type CrewEvent, judge } from "../../client/payment-state/verdict.ts";
import { setLocale } from "../../client/shared/translation.ts";
import { decideDeparture } from "../../server/ledger/departure.ts";

const SAIL: Omit<CrewEvent, "paymentState" | "clearToDepart" | "banner"> = {
  id: "QXW7LMD",
  title: "Rivera sunset sail",
  startsAt: null,
  status: "confirmed",
};

const TERMS = { agreedTotalMinorUnits: 500, depositMinorUnits: 100 };

const judgeEvent = (event: CrewEvent) =>
  judge({ eventId: event.id, check: { askedAt: thisMoment(), event }, isTooOld: false });

beforeAll(async () => {
  // Where the library announces a change of language.
  vi.stubGlobal("window", new EventTarget());
  await setLocale("es");
});

afterAll(async () => {
  await setLocale("en");
  vi.unstubAllGlobals();
});

describe("a crew that reads Spanish", () => {
  it.each([
    [
      "confirmed",
      null,
      0,
      "No se han fijado las condiciones de pago. Pregunten al administrador antes de salir.",
    ],
    ["confirmed", TERMS, 0, "No salgan hasta que se confirme el depósito."],
    ["confirmed", TERMS, 100, "No salgan hasta que se reciba y registre el pago completo."],
    ["cancelled", null, 0, "Este chárter está cancelado."],
    ["cancelled", TERMS, 0, "Este chárter está cancelado."],
    ["Canceled", TERMS, 100, "Este chárter está cancelado."],
    ["cancelled", TERMS, 500, "Este chárter está cancelado."],
  ])(
    "is stopped with the words for the server's banner: %s, %o, %i",
    (status, terms, fareMinorUnits, sentence) => {
      const decided = decideDeparture({ status, terms, fareMinorUnits });
      expect(judgeEvent({ ...SAIL, status, ...decided })).toEqual({
        tone: "stop",
        headline: "No salgan",
        sentence,
      });
    },
  );

  it("reads a banner without a translation as the server wrote it, whatever else is known", () => {
    const banner = "Storm warning: stay in the harbor.";
    for (const status of ["confirmed", "cancelled"]) {
      for (const paymentState of ["TENTATIVE", "PAID_IN_FULL"] as const) {
        const event = { ...SAIL, status, paymentState, clearToDepart: false, banner };
        expect(judgeEvent(event)).toMatchObject({ tone: "stop", sentence: banner });
      }
    }
  });

  it("is stopped if a cancelled event came without a banner", () => {
    const event = {
      ...SAIL,
      status: "cancelled",
      paymentState: "PAID_IN_FULL",
      clearToDepart: true,
    } as const;
    expect(judgeEvent({ ...event, banner: null })).toMatchObject({
      tone: "stop",
      sentence: "Este chárter está cancelado.",
    });
  });
});
