import { runLine } from "../../../build/run-line.ts";
import { readLocalConfig } from "../../config.ts";
import { makeDataFolder } from "../data-folder.ts";
import { startEngine } from "../engine.ts";
import { exitOnStartError } from "../start-error.ts";
import { createRestartingServer } from "./restarting-server.ts";
import { watchSources } from "./watch-sources.ts";

// `npm start` that restarts with every change of the sources. The engine and its data stay.
const stopEngine = await useEngine().catch(exitOnStartError);
const server = createRestartingServer({
  onFailure: () => console.error("The server stopped. Change a file to start it again."),
});
await server.restart();

let work = Promise.resolve();
watchSources((files) => {
  work = work.then(() => applyChanges(files));
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await server.stop();
    stopEngine();
    process.exit(0);
  });
}

/** Keeps the engine running between server runs. */
async function useEngine(): Promise<() => void> {
  const { dataDir, dynamoEndpoint } = readLocalConfig();
  if (dynamoEndpoint !== null) return () => undefined;
  await makeDataFolder(dataDir);
  return (await startEngine(dataDir)).stop;
}

async function applyChanges(files: readonly string[]): Promise<void> {
  console.log(`Changed: ${files.join(", ")}`);
  try {
    // The halves of `npm run codegen`, which takes as long again for the one that nothing has changed for.
    if (files.some((file) => file.endsWith(".graphql"))) await runLine("npx --no graphql-codegen --silent");
    if (files.some((file) => file.endsWith(".xlf"))) await runLine("npx --no lit-localize build");
    await server.restart();
  } catch (error) {
    console.error((error as Error).message);
  }
}
