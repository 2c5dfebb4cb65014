import { expect, it } from "vitest";
import { createRecentMap } from "../../server/recent-map.ts";

it("keeps the most recently used values, up to its limit", () => {
  const map = createRecentMap<string, number>(3);
  for (const [at, name] of ["Maya", "Tom", "Ines"].entries()) map.set(name, at);
  map.get("Maya");
  map.set("Tom", 7);
  map.set("Noa", 3);

  expect(["Maya", "Tom", "Ines", "Noa"].map(map.get)).toEqual([0, 7, undefined, 3]);

  map.delete("Tom");
  map.set("Ana", 4);
  expect(["Maya", "Tom", "Noa", "Ana"].map(map.get)).toEqual([0, undefined, 3, 4]);
});
