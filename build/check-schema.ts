import { readFileSync } from "node:fs";
import { judgeStep } from "./schema-compatibility.ts";

// Compares the schema with the last release and fails on changes that break integrators.
const { breaking, dangerous, unclear } = await judgeStep({
  released: readFileSync("schema/released.graphql", "utf8"),
  current: readFileSync("schema/schema.graphql", "utf8"),
  today: new Date().toISOString().slice(0, "2026-06-14".length),
});
for (const message of dangerous) console.log(`Announce this: ${message}`);
for (const message of [...breaking, ...unclear]) console.error(`Not allowed: ${message}`);
if (breaking.length + unclear.length > 0) process.exitCode = 1;
