import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startLocalServer } from "./local-server.ts";

/** The engine may have to be downloaded first. */
const READY_MILLISECONDS = 180_000;
const TRIES = 100;

// For systems on which not all tests run: the local server starts, serves its data and its page, and stops with its engine.
const server = await startLocalServer({ readyMilliseconds: READY_MILLISECONDS });
const { port } = JSON.parse(await readFile(join(server.dataDir, "engine.json"), "utf8"));
const { events } = await (await fetch(`${server.url}/api/events`)).json();
const page = await fetch(server.url);
await server.stop();
if (events.length === 0 || !page.ok) throw new Error("The server starts, but serves no data or no page.");
await untilDown(`http://127.0.0.1:${port}/`);
console.log(`On ${process.platform}-${process.arch}, the server starts and stops with its engine.`);

async function untilDown(url: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (!isUp) return;
    await pause(100);
  }
  throw new Error("The engine still runs after its server has stopped.");
}
