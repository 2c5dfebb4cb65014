import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { arrowsFrom, FILES, filesInCircles, importsIn, reach, textOf } from "./import-graph.ts";

const isIn = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const isOurs = (name: string) => /^(?:server|client|build|deploy|bench|test|schema)\//.test(name);
const isServer = (file: string) => isIn("server")(file) && !file.includes("/generated/");

/** Tools that every part of the server may use; they import no part themselves. */
const TOOLS = /^server\/(?:accident|clock|limiter|log-redaction|logger|recent-map)\.ts$/;

/** The parts of the server, and the parts that each may import in addition to tools. Type imports count. */
const ROOMS: Record<string, readonly string[]> = {
  values: ["schema"],
  table: ["values"],
  "ledger/": ["values"],
  "ledger/adopt": ["ledger/"],
  "ledger/write": ["ledger/adopt", "ledger/", "values"],
  "ledger/payments": ["ledger/write", "ledger/adopt", "ledger/", "values"],
  "ledger/read": ["ledger/", "values"],
  "ledger/verify": ["ledger/"],
  "ledger/dynamo": ["ledger/", "table", "values"],
  access: ["values", "table"],
  mail: ["ledger/", "values", "config.ts"],
  health: ["ledger/", "table"],
  export: ["ledger/read", "ledger/", "values"],
  import: ["ledger/payments", "ledger/write", "ledger/", "values", "export"],
  graphql: [
    "ledger/payments",
    "ledger/read",
    "ledger/verify",
    "ledger/write",
    "ledger/",
    "access",
    "values",
    "rest",
  ],
  rest: ["ledger/payments", "ledger/read", "ledger/write", "ledger/", "access", "export", "health", "values"],
  "config.ts": ["access", "ledger/", "values", "secret-references.ts"],
};

/** Entry points and composition, which may import any part. */
const COMPOSITION =
  /^server\/(?:lambda|notify|api|services|notify-services|lambda-result|secret-references|ssm-parameters)\.ts$|^server\/(?:cli|local)\//;

function roomOf(file: string): string {
  const [top = "", first = "", second = "", third] = file.split("/");
  if (top !== "server") return top;
  if (first !== "ledger") return first;
  return third === undefined ? "ledger/" : `ledger/${second}`;
}

/** The only files that import the adapter and files named after the database. */
const COMPOSED_BY = /^server\/(?:services|notify-services|cli\/command)\.ts$/;
const isAdapter = (file: string) =>
  /^server\/(?:ledger\/dynamo\/|table\/|(?:access|health)\/dynamo-)/.test(file);
const isDynamoFile = (name: string) => /\/dynamo\/|\/dynamo-[a-z-]+\.ts$/.test(name);

/** Decisions and calculations without side effects: the same input always gives the same result. */
const PURE =
  /^server\/(?:values\/|ledger\/(?!ledger-lines|new-salt)[a-z-]+\.ts$|ledger\/write\/(?:decision|append-entry)|ledger\/payments\/(?:decide-|duplicates|refusals|reversal-rules|reversal-call|log-payment-input|parts-input))/;

const MAX_FILES_IN_A_FOLDER = 20;
const MAX_LINES_OF_A_RESOLVER = 30;

const writing = (pattern: RegExp, where = isServer) =>
  FILES.filter(where).filter((file) => pattern.test(textOf(file)));

describe("the architecture", () => {
  it("is analysed", () => {
    expect(FILES.length).toBeGreaterThan(400);
    expect(importsIn("server/ledger/payments/log-payment.ts")).toContain(
      "server/ledger/write/write-to-ledger.ts",
    );
    expect(importsIn("server/api.ts")).toContain("server/rest/export-csv.ts");
    expect(reach("server/lambda.ts")).toContain("server/ledger/commits.ts");
    expect(reach("server/lambda.ts", { types: false })).not.toContain("server/ledger/commits.ts");
  });

  it("keeps client and server apart, except for the schema", () => {
    const isOutside = (folder: string) => (name: string) =>
      isOurs(name) && !isIn(folder)(name) && !isIn("schema")(name);
    expect(arrowsFrom(isIn("client"), isOutside("client"))).toEqual([]);
    expect(arrowsFrom((file) => isServer(file) && !isIn("server/local")(file), isOutside("server"))).toEqual(
      [],
    );
    // The local server builds the pages that it serves.
    expect(
      arrowsFrom(isIn("server/local"), (name) => isOutside("server")(name) && !isIn("build")(name)),
    ).toEqual([]);
  });

  it("allows each part of the server to import only the parts below it", () => {
    const wrong = FILES.filter(
      (file) => isServer(file) && !COMPOSITION.test(file) && !TOOLS.test(file),
    ).flatMap((file) => {
      const room = roomOf(file);
      const allowed = [room, ...(ROOMS[room] ?? [])];
      return importsIn(file)
        .filter((name) => isOurs(name) && !TOOLS.test(name) && !allowed.includes(roomOf(name)))
        .map((name) => `${file} -> ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it("has a rule for every part", () => {
    const rooms = new Set(
      FILES.filter((file) => isServer(file) && !COMPOSITION.test(file) && !TOOLS.test(file)).map(roomOf),
    );
    expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it("allows tools to import only values", () => {
    const known = (name: string) => isOurs(name) && !TOOLS.test(name) && !isIn("server/values")(name);
    expect(arrowsFrom((file) => TOOLS.test(file), known)).toEqual([]);
  });

  it("restricts DynamoDB to the adapter, the table, the local server and composition", () => {
    const isSdk = (name: string) => /^@aws-sdk\/[a-z-]*dynamodb/.test(name);
    const mayNot = (file: string) =>
      isServer(file) && !isAdapter(file) && !isIn("server/local")(file) && !COMPOSED_BY.test(file);
    expect(arrowsFrom(mayNot, isSdk)).toEqual([]);
  });

  it("allows only composition to import files named after the database", () => {
    const mayNot = (file: string) => isServer(file) && !COMPOSED_BY.test(file);
    expect(arrowsFrom((file) => mayNot(file) && !isAdapter(file), isDynamoFile)).toEqual([]);
    // Files of the adapter may import files of their own adapter.
    const adapterOf = (file: string) => dirname(file).replace(/\/items$/, "");
    const isForeign = FILES.filter((file) => mayNot(file) && isAdapter(file)).flatMap((file) =>
      importsIn(file).filter((name) => isDynamoFile(name) && adapterOf(name) !== adapterOf(file)),
    );
    expect(isForeign).toEqual([]);
  });

  it("reads attributes and keys of items only in the adapter and the table", () => {
    const outside = (file: string) => isServer(file) && !isAdapter(file);
    expect(writing(/\.(?:S|N|B|M|L|SS|NS|BS|BOOL|NULL)\b/, outside)).toEqual([]);
    expect(
      writing(/\.(?:pk|sk)\b|(?:const|let|\() ?\{[^{}:=]*\b[ps]k\b[^{}:=]*\}|[A-Z]_PREFIX\b/, outside),
    ).toEqual([]);
    expect(
      importsIn("server/ledger/ledger-store.ts").filter((name) => /\/(?:dynamo|table)\//.test(name)),
    ).toEqual([]);
  });

  it("uses every other AWS service in one file", () => {
    const isOther = (name: string) => name.startsWith("@aws-sdk/") && !name.includes("dynamodb");
    expect(arrowsFrom(isServer, isOther).sort()).toEqual([
      "server/health/lambda-mail-check.ts -> @aws-sdk/client-lambda",
      "server/ssm-parameters.ts -> @aws-sdk/client-ssm",
    ]);
  });

  it("restricts nodemailer to the SMTP mailer", () => {
    expect(arrowsFrom(isServer, (name) => name === "nodemailer")).toEqual([
      "server/mail/smtp-mailer.ts -> nodemailer",
    ]);
  });

  it("reads the environment and the clock in one file each", () => {
    expect(writing(/process\.env(?!\.NODE_ENV)/)).toEqual(["server/config.ts"]);
    expect(writing(/Date\.now\(|new Date\(\)|performance\.now\(/)).toEqual(["server/clock.ts"]);
  });

  it("decides about departure in one file", () => {
    expect(writing(/\bpaymentState\(|"PAID_IN_FULL"|Do not depart/)).toEqual([
      "server/ledger/departure.ts",
      "server/ledger/payment-state.ts",
    ]);
  });

  it("keeps mail unreachable from the write path", () => {
    const starts = FILES.filter((file) => /^server\/(?:ledger\/|(?:api|lambda)\.ts$)/.test(file));
    expect(starts.flatMap((start) => reach(start).filter(isIn("server/mail")))).toEqual([]);
  });

  it("keeps the local server out of the deployed bundles", () => {
    for (const start of ["server/lambda.ts", "server/notify.ts"]) {
      expect(reach(start).filter((file) => /^(?:server\/local|build)\//.test(file))).toEqual([]);
    }
  });

  it("allows pure files to import only pure files, without async code and randomness", () => {
    const pure = FILES.filter((file) => PURE.test(file));
    expect(pure.length).toBeGreaterThan(30);
    const isImpure = (name: string) => isOurs(name) && !PURE.test(name) && !isIn("schema")(name);
    expect(arrowsFrom((file) => PURE.test(file), isImpure)).toEqual([]);
    expect(
      pure.filter((file) => /\basync\b|\bawait\b|random(?:UUID|Bytes|Int)|Math\.random/.test(textOf(file))),
    ).toEqual([]);
  });

  it("allows deploy to import only the table's shape, values and shared definitions of the server", () => {
    const shared =
      /^server\/(?:table|values)\/|^server\/(?:config|secret-references|access\/password-hash|rest\/(?:public-paths|origin-secret)|health\/check-health|local\/page-headers)\.ts$|^build\/parts-folder\.ts$/;
    const isForeign = (name: string) => isOurs(name) && !isIn("deploy")(name) && !shared.test(name);
    expect(arrowsFrom(isIn("deploy"), isForeign)).toEqual([]);
  });

  it("has no import from deploy, bench or test", () => {
    const isOf = (file: string) => !isIn("bench")(file) && !isIn("deploy")(file);
    expect(
      arrowsFrom(isOf, (name) => isIn("bench")(name) || isIn("deploy")(name) || isIn("test")(name)),
    ).toEqual([]);
    expect(arrowsFrom(isIn("deploy"), (name) => isIn("bench")(name) || isIn("test")(name))).toEqual([]);
  });

  it("restricts the adapter in bench to its support and tables", () => {
    const mayNot = (file: string) => isIn("bench")(file) && !/^bench\/(?:support|tables)\//.test(file);
    expect(arrowsFrom(mayNot, isDynamoFile)).toEqual([]);
  });

  it("keeps shared client code independent of the elements", () => {
    const isShared = (file: string) => /^client\/(?:api|dialog|entry|notice|shared)\//.test(file);
    const isElement = (name: string) =>
      /^client\/(?:elements|payment-(?:list|modal|actions|terms|settlement|state)|outbox)\//.test(name);
    expect(arrowsFrom(isShared, isElement)).toEqual([]);
  });

  it("keeps the form independent of the list", () => {
    expect(arrowsFrom(isIn("client/payment-modal"), isIn("client/payment-list"))).toEqual([]);
  });

  it("has no circular imports, types included", () => {
    expect(filesInCircles()).toEqual([]);
  });

  it("has at most 20 files in a folder", () => {
    const all = globSync("{server,client,deploy,bench}/**/*.*").filter(
      (file) => !/node_modules|\/generated\//.test(file),
    );
    const folders = Map.groupBy(all, dirname);
    const full = [...folders].filter(([, files]) => files.length > MAX_FILES_IN_A_FOLDER);
    expect(full.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
  });

  it("keeps resolvers short, and names them after their fields", () => {
    for (const file of FILES.filter((name) => /graphql\/(?:Query|Mutation)\//.test(name))) {
      const field = file.split("/").at(-1)?.replace(".ts", "");
      expect(textOf(file)).toMatch(new RegExp(`export const ${field}\\b`));
      expect(textOf(file).split("\n").length, file).toBeLessThanOrEqual(MAX_LINES_OF_A_RESOLVER);
    }
  });
});
