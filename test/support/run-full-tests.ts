import { runLine } from "../../build/run-line.ts";

// Every test, at the sizes that are promised.
process.env.TEST_SIZE = "full";
await runLine("vitest run").catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
