import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freePort } from "../../server/local/free-port.ts";
import { ask } from "../support/ask-server.ts";
import { type RunningServer, runLocalServer, startLocalServer } from "../support/local-server.ts";
import { createStandIns, type StandIns } from "../support/stand-in-engine.ts";

const { optionalDependencies } = JSON.parse(await readFile("package.json", "utf8"));
const PINNED: string = optionalDependencies["@dynoxide/linux-x64"];

/** Starts a server on such a machine, and says what was called for it. */
async function startOn(standIns: StandIns) {
  const machine = await createStandIns(standIns);
  const server = await startLocalServer({ env: machine.env });
  const calls = await machine.calls();
  return { server, calls, stop: () => server.stop().then(machine.remove) };
}

const collected = async (server: RunningServer) =>
  (await ask(server, '{ event(id: "QXW7LMD") { totalCollected { amount } } }')).data.event.totalCollected
    .amount;

async function enginePort({ dataDir }: RunningServer): Promise<number> {
  return JSON.parse(await readFile(join(dataDir, "engine.json"), "utf8")).port;
}

const stateOf = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => "up",
    () => "down",
  );

const run = (flags: string, port: number) => `${flags} --port ${port} --db-path dynamo.sqlite`;

describe("npm start finds an engine", () => {
  it("that is installed with the dependencies before it looks for another", async () => {
    const { server, calls, stop } = await startOn({ bundled: true, dynoxide: PINNED, npx: true });
    expect([await collected(server), calls]).toEqual(["550.00", []]);
    await stop();
  });

  it("on the PATH where none is installed, of the pinned version", async () => {
    const { server, calls, stop } = await startOn({ dynoxide: PINNED, npx: true });
    expect(await collected(server)).toBe("550.00");
    expect(calls).toEqual(["dynoxide --version", run("dynoxide", await enginePort(server))]);
    await stop();
  });

  it("through npx where the one on the PATH is too old", async () => {
    const { server, calls, stop } = await startOn({ dynoxide: "0.13.0", npx: true });
    const npx = `npx --yes dynoxide@${PINNED}`;
    expect(await collected(server)).toBe("550.00");
    expect(calls).toEqual(["dynoxide --version", `${npx} --version`, run(npx, await enginePort(server))]);
    await stop();
  });

  it("through npx, and ends npx and the engine when it ends", async () => {
    const { server, stop } = await startOn({ npx: true });
    const port = await enginePort(server);
    expect([await collected(server), await stateOf(port)]).toEqual(["550.00", "up"]);

    process.kill(server.pid, "SIGTERM");

    await expect.poll(() => stateOf(port)).toBe("down");
    await stop();
  });
});

describe("npm start without an engine says in one sentence what to do", () => {
  const sentence = async (standIns: StandIns, env: Record<string, string> = {}) => {
    const machine = await createStandIns(standIns);
    const DATA_DIR = await mkdtemp(join(tmpdir(), "payments-platform-"));
    const { code, output } = await runLocalServer({
      ...machine.env,
      DATA_DIR,
      PORT: String(await freePort()),
      ...env,
    });
    await machine.remove();
    await rm(DATA_DIR, { recursive: true });
    expect(code).toBe(1);
    return output.trim();
  };
  const rest =
    `and npx could not fetch dynoxide@${PINNED}: install dynoxide ${PINNED}, connect this machine to an npm registry, or start ` +
    "DynamoDB Local and set AWS_ENDPOINT_URL_DYNAMODB to its address, e.g. http://127.0.0.1:8000.";

  it("where there is nothing on the PATH", async () => {
    expect(await sentence({})).toBe(
      `No DynamoDB engine was found: none is bundled for ${process.platform}-${process.arch}, there is no dynoxide on the PATH, ${rest}`,
    );
  });

  it("where the one on the PATH is of another major version", async () => {
    expect(await sentence({ dynoxide: "99.0.0" })).toContain(
      `the dynoxide on the PATH is 99.0.0, not ${PINNED} or a newer ${PINNED.split(".")[0]}.x, ${rest}`,
    );
  });

  it("where nothing answers at AWS_ENDPOINT_URL_DYNAMODB", async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    expect(await sentence({}, { AWS_ENDPOINT_URL_DYNAMODB: nowhere })).toBe(
      `No DynamoDB answers at ${nowhere}. Start one there, or unset AWS_ENDPOINT_URL_DYNAMODB.`,
    );
  });
});
