import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const FILES = globSync("{server,client,build}/**/*.ts").filter((file) => !file.includes("/generated/"));

/** What a file imports: files of the house by path from the root, packages by name. */
function importsOf(file: string, options: { types: boolean }): string[] {
  const source = readFileSync(file, "utf8");
  const statements = source.matchAll(
    /^(?:import|export)(\s+type)?[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm,
  );
  return [...statements]
    .filter(([, isType]) => options.types || !isType)
    .map(([, , from, bare]) => from ?? bare ?? "")
    .map((name) => (name.startsWith(".") ? relative(".", join(dirname(file), name)) : name));
}

const imports = new Map(FILES.map((file) => [file, importsOf(file, { types: true })]));

const importersOf = (isTarget: (name: string) => boolean) =>
  [...imports].filter(([, names]) => names.some(isTarget)).map(([file]) => file);

/** Every file that one file reaches at run time. */
function reach(start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file) || !FILES.includes(file)) continue;
    reached.add(file);
    open.push(...importsOf(file, { types: false }));
  }
  return reached;
}

const writing = (pattern: RegExp) => FILES.filter((file) => pattern.test(readFileSync(file, "utf8")));

describe("the house", () => {
  it("is looked at at all", () => {
    expect(FILES.length).toBeGreaterThan(80);
    expect(imports.get("server/ledger/payments/log-payment.ts")).toContain(
      "server/ledger/write/write-to-ledger.ts",
    );
    expect(reach("server/lambda.ts")).toContain("server/ledger/write/write-to-ledger.ts");
  });

  it("keeps client and server apart: they meet in the schema", () => {
    const crossing = FILES.filter((file) =>
      imports.get(file)?.some((name) => name.startsWith(file.startsWith("client/") ? "server/" : "client/")),
    );
    expect(crossing).toEqual([]);
  });

  it("lets only the store, the composition and the local server know the AWS SDK", () => {
    const importers = importersOf((name) => name.startsWith("@aws-sdk/"));
    const allowed =
      /^server\/(local\/|table\/|ledger\/dynamo\/|cli\/command\.ts$|.*dynamo-[a-z-]+\.ts$|services\.ts$|notify-services\.ts$|ssm-parameters\.ts$|health\/lambda-mail-check\.ts$)/;
    expect(importers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it("lets only the SMTP mailer know nodemailer", () => {
    expect(importersOf((name) => name === "nodemailer")).toEqual(["server/mail/smtp-mailer.ts"]);
  });

  it("reads the environment in one file, and the clock in one", () => {
    expect(writing(/process\.env(?!\.NODE_ENV)/)).toEqual(["server/config.ts"]);
    expect(
      writing(/Date\.now\(|new Date\(\)|performance\.now\(/).filter((file) => file.startsWith("server/")),
    ).toEqual(["server/clock.ts"]);
  });

  it("keeps the write path from the mails", () => {
    for (const start of ["server/ledger/payments/log-payment.ts", "server/api.ts", "server/lambda.ts"]) {
      expect([...reach(start)].filter((file) => file.startsWith("server/mail/"))).toEqual([]);
    }
  });

  it("keeps what only the local server does from what is deployed", () => {
    for (const start of ["server/lambda.ts", "server/notify.ts"]) {
      expect([...reach(start)].filter((file) => /^(server\/local|build)\//.test(file))).toEqual([]);
    }
  });

  it("lets use cases know interfaces only, and pure files only pure files", () => {
    const isImpure = (name: string) =>
      /dynamo-|dynamo\/(?:store|commit|entry-index|mail-states|table-scan)|\/table\/table|services\.ts$|\/graphql\/|\/rest\/|\/local\/|lambda\.ts$/.test(
        name,
      );
    const useCases = FILES.filter(
      (file) => /^server\/(ledger|access|events|mail)\//.test(file) && !isImpure(file),
    );
    expect(useCases.length).toBeGreaterThan(30);
    const pure = useCases.filter((file) =>
      imports.get(file)?.some((name) => name.startsWith("server/") && isImpure(name)),
    );
    expect(pure).toEqual([]);
  });

  it("has no import that goes in a circle at run time", () => {
    const circular = FILES.filter((file) =>
      importsOf(file, { types: false }).some((name) => FILES.includes(name) && reach(name).has(file)),
    );
    expect(circular).toEqual([]);
  });

  it("keeps resolvers short, and names them after their fields", () => {
    for (const file of FILES.filter((name) => /graphql\/(Query|Mutation)\//.test(name))) {
      const field = file.split("/").at(-1)?.replace(".ts", "");
      expect(readFileSync(file, "utf8")).toMatch(new RegExp(`export const ${field}\\b`));
    }
  });
});
