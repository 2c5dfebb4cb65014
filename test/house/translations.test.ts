import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";

interface Message {
  source: string;
  target: string | undefined;
}

let messages: Message[];

beforeAll(async () => {
  const file = await readFile("client/locales/es.xlf", "utf8");
  messages = [...file.matchAll(/<trans-unit [^>]*>(.*?)<\/trans-unit>/gs)].map(([, unit = ""]) => ({
    source: /<source>(.*?)<\/source>/s.exec(unit)?.[1] ?? "",
    target: /<target>(.*?)<\/target>/s.exec(unit)?.[1],
  }));
});

/** Where a value is put in. */
const placesIn = (text: string | undefined) => (text?.match(/<x id="\d+"/g) ?? []).sort();

describe("the Spanish words", () => {
  it("are there for every message", () => {
    expect(messages.length).toBeGreaterThan(150);
    expect(messages.filter(({ target }) => !target?.trim()).map(({ source }) => source)).toEqual([]);
  });

  it("take up every value of the message, and no other", () => {
    for (const { source, target } of messages) expect(placesIn(target), source).toEqual(placesIn(source));
  });

  it("end as the message ends: a sentence stays one, a label stays one", () => {
    const endOf = (text = "") => /[.…:?]$/.exec(text)?.[0] ?? "";
    const sentences = messages.filter(({ source }) => source !== "No.");
    for (const { source, target } of sentences) expect(endOf(target), source).toBe(endOf(source));
  });
});
