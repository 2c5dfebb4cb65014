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

/** The placeholders of a message. */
const placesIn = (text: string | undefined) => (text?.match(/<x id="\d+"/g) ?? []).sort();

describe("the Spanish translation", () => {
  it("covers every message", () => {
    expect(messages.length).toBeGreaterThan(150);
    expect(messages.filter(({ target }) => !target?.trim()).map(({ source }) => source)).toEqual([]);
  });

  it("uses exactly the placeholders of the message", () => {
    for (const { source, target } of messages) expect(placesIn(target), source).toEqual(placesIn(source));
  });

  it("ends like the message: a sentence stays a sentence, a label stays a label", () => {
    const endOf = (text = "") => /[.…:?]$/.exec(text)?.[0] ?? "";
    const sentences = messages.filter(({ source }) => source !== "No.");
    for (const { source, target } of sentences) expect(endOf(target), source).toBe(endOf(source));
  });
});
