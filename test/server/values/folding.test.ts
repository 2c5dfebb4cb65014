import { describe, expect, it } from "vitest";
import { foldName, foldReference } from "../../../server/values/folding.ts";

describe("names", () => {
  it.each([
    ["O'Brien", "O’Brien"],
    ["Łukasz", "Lukasz"],
    ["Søren", "Soren"],
    ["Straße", "STRASSE"],
    ["GROẞ", "gross"],
    ["Đặng", "Dang"],
    ["Ana-Maria", "Ana Maria"],
    ["İpek Işık", "ipek isik"],
    ["ΟΔΟΣ", "οδος"],
    ["Þór", "THOR"],
    ["J. Smith", "J Smith"],
    ["\uff2d\uff41\uff59\uff41", "Maya"],
    ["A\u030ase", "\u00c5se"],
  ])("%s and %s are one", (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it.each([
    ["राम", "रमा"],
    ["が", "か"],
    ["й", "и"],
    ["???", "!!!"],
    ["Maya", "Mayra"],
  ])("%s and %s are not", (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it("that consist of punctuation alone are still names", () => {
    expect(foldName("?!")).toBe("?!");
  });
});

describe("references", () => {
  it.each(["0042", "#42", "42", " # 0042", "No. 42", "check 42", "٤٢"])(
    "of checks are numbers: %s",
    (reference) => {
      expect(foldReference({ method: "CHECK", reference })).toBe("42");
    },
  );

  it("of other methods keep their zeros and letters", () => {
    expect(foldReference({ method: "ZELLE", reference: "0042" })).toBe("0042");
    expect(foldReference({ method: "ACH", reference: "No. 42" })).toBe("no42");
  });

  it("of a check may be zero", () => {
    expect(foldReference({ method: "CHECK", reference: "00" })).toBe("0");
  });
});
