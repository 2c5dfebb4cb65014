import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.ts";
import { type ServerInProcess, startServerInProcess } from "../support/server-in-process.ts";

let server: ServerInProcess;

beforeAll(async () => {
  server = await startServerInProcess();
});

afterAll(() => server.stop());

const keys = (...words: string[]) => runCommand("keys", words, { DATA_DIR: server.dataDir });

async function ask(query: string, as: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${as}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.text() };
}

describe("npm run keys", () => {
  it("makes a key for a running server, shows it once, lists it, and ends it at once", async () => {
    const made = await keys(
      "create",
      "--name",
      "bookkeeping",
      "--scope",
      "payments:read",
      "--by",
      "Ines Duarte",
    );
    const key = made.stdout.trim();
    const total = '{ event(id: "QXW7LMD") { totalCollected { amount } } }';
    expect(await ask(total, key)).toEqual({
      status: 200,
      body: '{"data":{"event":{"totalCollected":{"amount":"550.00"}}}}',
    });

    const listed = await keys("list");
    expect(listed.stdout).toMatch(
      new RegExp(`^${key.slice(4, 14)}  bookkeeping .* payments:read .* used 2.*  active$`, "m"),
    );
    expect(listed.stdout).not.toContain(key);
    expect(JSON.parse((await keys("list", "--json")).stdout)).toContainEqual(
      expect.objectContaining({ name: "bookkeeping", scopes: ["PAYMENTS_READ"], revokedAt: null }),
    );

    expect((await keys("revoke", key.slice(4, 14))).stdout).toContain(
      "The next request with this key is refused",
    );
    expect((await ask(total, key)).status).toBe(401);
    expect((await keys("list")).stdout).toMatch(/bookkeeping .* revoked 2/);
  });

  it("gives the crew's link with a key that may read the state alone", async () => {
    const { stdout, stderr } = await keys("create", "--name", "crew", "--scope", "state:read");

    expect(stderr).toContain(`/crew.html?event=EVENT_ID#key=${stdout.trim()}`);
    expect((await ask('{ event(id: "QXW7LMD") { banner } }', stdout.trim())).body).toContain("Do not depart");
    expect((await ask('{ event(id: "QXW7LMD") { banner currency } }', stdout.trim())).status).toBe(403);
  });

  it("says in a sentence what it does not understand", async () => {
    for (const words of [[], ["create"], ["list", "all"], ["revoke"], ["destroy", "x"]]) {
      const { code, stderr } = await keys(...words);
      expect([code, stderr]).toEqual([2, expect.stringContaining("npm run keys -- create")]);
    }
    expect(await keys("create", "--name", "x", "--scope", "admin")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"admin" is not a scope'),
    });
    expect(await keys("revoke", "nobody")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The key "nobody" does not exist'),
    });
  });
});

describe("npm run hash-password", () => {
  async function hash(password: string): Promise<{ code: number | null; stdout: string }> {
    const child = spawn(process.execPath, ["server/cli/hash-password.ts"]);
    let stdout = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stdin.end(password);
    const [code] = (await once(child, "exit")) as [number | null];
    return { code, stdout };
  }

  it("makes what ADMIN_PASS_HASH takes, of a password that stands in no history", async () => {
    const { stdout } = await hash("four words of brass\n");
    const own = await startServerInProcess({ env: { ADMIN_PASS_HASH: stdout.trim() } });
    const kind = async (password: string) => {
      const headers = { "content-type": "application/json", authorization: password };
      const body = JSON.stringify({ query: "{ viewer { kind } }" });
      return (await fetch(`${own.url}/graphql`, { method: "POST", headers, body })).text();
    };

    expect(await kind("four words of brass")).toContain("ADMIN");
    expect(await kind("four words of tin")).toContain("ANONYMOUS");
    await own.stop();
  });

  it("refuses an empty one", async () => {
    expect(await hash("\n")).toEqual({ code: 1, stdout: "" });
  });
});
