import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A mail server that accepts connections and never responds. */
export interface SilentSmtp {
  url: string;
  /** Waits until a client hangs on it; throws if none does. */
  untilHeld(): Promise<void>;
  close(): Promise<void>;
}

const TRIES = 1000;
const PAUSE_MILLISECONDS = 20;

/** Starts it on loopback. */
export async function startSilentSmtp(): Promise<SilentSmtp> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => held.delete(socket));
    socket.resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async untilHeld() {
      for (let tries = 0; held.size === 0; tries += 1) {
        if (tries === TRIES) throw new Error("No client tries to send a mail.");
        await pause(PAUSE_MILLISECONDS);
      }
    },
    async close() {
      server.close();
      for (const socket of held) socket.destroy();
      await once(server, "close");
    },
  };
}
