import { runLine } from "../../build/run-line.ts";

// Prepares what the tests need besides the sources; the packages of `deploy/` are installed at the same time.
try {
  await Promise.all([runLine("node build/ensure-packages.ts deploy"), prepareSources()]);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function prepareSources(): Promise<void> {
  await runLine("npm run codegen --silent");
  await runLine("npm run build --silent");
}
