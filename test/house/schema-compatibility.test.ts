import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { judgeStep } from "../../build/schema-compatibility.ts";

const CHECK = fileURLToPath(new URL("../../build/check-schema.ts", import.meta.url));
const released = readFileSync("schema/schema.graphql", "utf8");

/** The schema with one change. */
function withChange(from: string | RegExp, to: string, schema = released): string {
  const changed = schema.replace(from, to);
  if (changed === schema) throw new Error(`The schema contains no match for ${from}.`);
  return changed;
}

const judge = (current: string, { today = "2026-11-23", before = released } = {}) =>
  judgeStep({ released: before, current, today });

const FIELD = /(\n {2}"""Who paid\. Null on legacy rows without a name\."""\n {2}patron: String)\n/;

describe("a change of the schema", () => {
  it("is compatible if nothing changes", async () => {
    expect(await judge(released)).toEqual({ breaking: [], dangerous: [], unclear: [] });
  });

  it.each([
    ["a field is removed", FIELD, "\n", "'patron'"],
    ["a field may become null", /(The id of the event\."""\n {2}eventId: ID)!/, "$1", "Payment.eventId"],
    ["an enum loses a value", /\n {2}"""Venmo\."""\n {2}VENMO\n/, "\n", "VENMO"],
    [
      "an argument is removed",
      /\n {4}"""Page size from the end, 1 to 100\."""\n {4}last: Int\n/,
      "\n",
      "'last: Int' was removed",
    ],
    [
      "an input requires more",
      "  allowDuplicate: Boolean\n",
      "  allowDuplicate: Boolean!\n",
      "allowDuplicate",
    ],
    ["a union loses a member", " | PossibleDuplicate", "", "PossibleDuplicate"],
    [
      "a scope is no longer enough",
      /paymentMethods: (.*)PAYMENTS_READ/,
      "paymentMethods: $1ADMIN",
      "Query.paymentMethods can no longer be selected with PAYMENTS_READ",
    ],
  ])("breaks integrators if %s", async (_, from, to, named) => {
    const { breaking } = await judge(withChange(from, to));

    expect(breaking.join("\n")).toContain(named);
  });

  it("breaks nobody if something is added, and reports what to announce", async () => {
    const more = withChange(FIELD, '$1\n\n  """The patron\'s phone."""\n  phone: String\n');
    const another = withChange("  VENMO\n", '  VENMO\n\n  """A wire."""\n  WIRE\n', more);

    expect(await judge(another)).toEqual({
      breaking: [],
      dangerous: [expect.stringContaining("WIRE")],
      unclear: [],
    });
  });

  it("can remove a deprecated field after its day, not before", async () => {
    const before = withChange(FIELD, '$1 @deprecated(reason: "Use `payer`. Removed on 2027-12-01.")\n');
    const current = withChange(FIELD, "\n");

    expect((await judge(current, { before, today: "2027-12-01" })).breaking).toHaveLength(1);
    expect((await judge(current, { before, today: "2027-12-02" })).breaking).toEqual([]);
  });

  it("requires a day for every deprecation", async () => {
    const current = withChange(FIELD, '$1 @deprecated(reason: "Use `payer`.")\n');

    expect((await judge(current)).unclear).toEqual([expect.stringContaining("Payment.patron")]);
  });
});

describe("npm run verify", () => {
  /** Runs the check in a folder with these two versions of the schema. */
  async function check(current: string): Promise<{ code: number | null; output: string }> {
    const folder = await mkdtemp(join(tmpdir(), "payments-schema-"));
    await mkdir(join(folder, "schema"));
    await writeFile(join(folder, "schema", "released.graphql"), released);
    await writeFile(join(folder, "schema", "schema.graphql"), current);
    const { status, stderr } = spawnSync(process.execPath, [CHECK], { cwd: folder, encoding: "utf8" });
    await rm(folder, { recursive: true });
    return { code: status, output: stderr };
  }

  it("fails on a schema that lacks a released field, and names it", async () => {
    expect(await check(withChange(FIELD, "\n"))).toEqual({
      code: 1,
      output: "Not allowed: Field 'patron' was removed from object type 'Payment'\n",
    });
  });

  it("accepts additional fields", async () => {
    const more = withChange(FIELD, '$1\n\n  """Their phone."""\n  phone: String\n');

    expect(await check(more)).toEqual({ code: 0, output: "" });
  });
});
