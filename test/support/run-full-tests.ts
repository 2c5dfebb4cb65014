import { runLine } from "../../build/run-line.ts";

// Every test at full size.
process.env.TEST_SIZE = "full";
await runLine("vitest run").catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
