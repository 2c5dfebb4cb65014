import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { arrowsFrom, FILES, filesInCircles, importsIn, reach, textOf } from "./import-graph.ts";

const isIn = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const isOurs = (name: string) => /^(?:server|client|build|deploy|bench|test|schema)\//.test(name);
const isServer = (file: string) => isIn("server")(file) && !file.includes("/generated/");

/** What every room of the server may use: plain tools that know no room themselves. */
const TOOLS = /^server\/(?:accident|clock|limiter|log-redaction|logger|recent-map)\.ts$/;

/** The rooms of the server, and beside tools the rooms that each may import. Types count. */
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

/** Hosts and composition: read like a table of contents, they import whatever room they need. */
const COMPOSITION =
  /^server\/(?:lambda|notify|api|services|notify-services|lambda-result|secret-references|ssm-parameters)\.ts$|^server\/(?:cli|local)\//;

function roomOf(file: string): string {
  const [top = "", first = "", second = "", third] = file.split("/");
  if (top !== "server") return top;
  if (first !== "ledger") return first;
  return third === undefined ? "ledger/" : `ledger/${second}`;
}

/** Who alone imports the adapter, and what is named after the database. */
const COMPOSED_BY = /^server\/(?:services|notify-services|cli\/command)\.ts$/;
const isAdapter = (file: string) =>
  /^server\/(?:ledger\/dynamo\/|table\/|(?:access|health)\/dynamo-)/.test(file);
const isDynamoFile = (name: string) => /\/dynamo\/|\/dynamo-[a-z-]+\.ts$/.test(name);

/** What decides and reckons: it asks nobody, and answers the same to the same. */
const PURE =
  /^server\/(?:values\/|ledger\/(?!ledger-lines)[a-z-]+\.ts$|ledger\/write\/(?:decision|append-entry)|ledger\/payments\/(?:decide-|duplicates|refusals|reversal-rules|reversal-call|log-payment-input))/;

const MAX_FILES_IN_A_FOLDER = 20;
const MAX_LINES_OF_A_RESOLVER = 30;

const writing = (pattern: RegExp, where = isServer) =>
  FILES.filter(where).filter((file) => pattern.test(textOf(file)));

describe("the house", () => {
  it("is looked at", () => {
    expect(FILES.length).toBeGreaterThan(400);
    expect(importsIn("server/ledger/payments/log-payment.ts")).toContain(
      "server/ledger/write/write-to-ledger.ts",
    );
    expect(importsIn("server/api.ts")).toContain("server/rest/export-csv.ts");
    expect(reach("server/lambda.ts")).toContain("server/ledger/commits.ts");
    expect(reach("server/lambda.ts", { types: false })).not.toContain("server/ledger/commits.ts");
  });

  it("keeps client and server apart: they meet in the schema", () => {
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

  it("lets each room of the server import only the rooms below it", () => {
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

  it("has a rule for every room", () => {
    const rooms = new Set(
      FILES.filter((file) => isServer(file) && !COMPOSITION.test(file) && !TOOLS.test(file)).map(roomOf),
    );
    expect([...rooms].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it("lets tools know values alone", () => {
    const known = (name: string) => isOurs(name) && !TOOLS.test(name) && !isIn("server/values")(name);
    expect(arrowsFrom((file) => TOOLS.test(file), known)).toEqual([]);
  });

  it("lets only the adapter, the table, the local server and composition know DynamoDB", () => {
    const isSdk = (name: string) => /^@aws-sdk\/[a-z-]*dynamodb/.test(name);
    const mayNot = (file: string) =>
      isServer(file) && !isAdapter(file) && !isIn("server/local")(file) && !COMPOSED_BY.test(file);
    expect(arrowsFrom(mayNot, isSdk)).toEqual([]);
  });

  it("lets composition alone import what is named after the database", () => {
    const mayNot = (file: string) => isServer(file) && !COMPOSED_BY.test(file);
    expect(arrowsFrom((file) => mayNot(file) && !isAdapter(file), isDynamoFile)).toEqual([]);
    // Files of the adapter know those beside them.
    const isForeign = FILES.filter((file) => mayNot(file) && isAdapter(file)).flatMap((file) =>
      importsIn(file).filter((name) => isDynamoFile(name) && dirname(name) !== dirname(file)),
    );
    expect(isForeign).toEqual([]);
  });

  it("reads attributes of items, and takes keys apart, in the adapter and the table alone", () => {
    const outside = (file: string) => isServer(file) && !isAdapter(file);
    expect(writing(/\.(?:S|N|B|M|L|SS|NS|BS|BOOL|NULL)\b/, outside)).toEqual([]);
    expect(
      writing(/\.(?:pk|sk)\b|(?:const|let|\() ?\{[^{}:=]*\b[ps]k\b[^{}:=]*\}|[A-Z]_PREFIX\b/, outside),
    ).toEqual([]);
    expect(
      importsIn("server/ledger/ledger-store.ts").filter((name) => /\/(?:dynamo|table)\//.test(name)),
    ).toEqual([]);
  });

  it("gives every other service of AWS one file", () => {
    const isOther = (name: string) => name.startsWith("@aws-sdk/") && !name.includes("dynamodb");
    expect(arrowsFrom(isServer, isOther).sort()).toEqual([
      "server/health/lambda-mail-check.ts -> @aws-sdk/client-lambda",
      "server/ssm-parameters.ts -> @aws-sdk/client-ssm",
    ]);
  });

  it("lets only the SMTP mailer know nodemailer", () => {
    expect(arrowsFrom(isServer, (name) => name === "nodemailer")).toEqual([
      "server/mail/smtp-mailer.ts -> nodemailer",
    ]);
  });

  it("reads the environment in one file, and the clock in one", () => {
    expect(writing(/process\.env(?!\.NODE_ENV)/)).toEqual(["server/config.ts"]);
    expect(writing(/Date\.now\(|new Date\(\)|performance\.now\(/)).toEqual(["server/clock.ts"]);
  });

  it("keeps mail out of reach of the write path", () => {
    const starts = FILES.filter((file) => /^server\/(?:ledger\/|(?:api|lambda)\.ts$)/.test(file));
    expect(starts.flatMap((start) => reach(start).filter(isIn("server/mail")))).toEqual([]);
  });

  it("keeps what only the local server does from what is deployed", () => {
    for (const start of ["server/lambda.ts", "server/notify.ts"]) {
      expect(reach(start).filter((file) => /^(?:server\/local|build)\//.test(file))).toEqual([]);
    }
  });

  it("lets pure files import pure files alone, and neither wait nor throw dice", () => {
    const pure = FILES.filter((file) => PURE.test(file));
    expect(pure.length).toBeGreaterThan(30);
    const isImpure = (name: string) => isOurs(name) && !PURE.test(name) && !isIn("schema")(name);
    expect(arrowsFrom((file) => PURE.test(file), isImpure)).toEqual([]);
    expect(
      pure.filter((file) => /\basync\b|\bawait\b|random(?:UUID|Bytes|Int)|Math\.random/.test(textOf(file))),
    ).toEqual([]);
  });

  it("lets what deploys know of the server the table's shape, values, and what both must agree on", () => {
    const shared =
      /^server\/(?:table|values)\/|^server\/(?:config|secret-references|access\/password-hash|rest\/(?:public-paths|origin-secret)|health\/check-health|local\/page-headers)\.ts$|^build\/parts-folder\.ts$/;
    const isForeign = (name: string) => isOurs(name) && !isIn("deploy")(name) && !shared.test(name);
    expect(arrowsFrom(isIn("deploy"), isForeign)).toEqual([]);
  });

  it("is used neither by what deploys it nor by what measures it", () => {
    const isOf = (file: string) => !isIn("bench")(file) && !isIn("deploy")(file);
    expect(
      arrowsFrom(isOf, (name) => isIn("bench")(name) || isIn("deploy")(name) || isIn("test")(name)),
    ).toEqual([]);
    expect(arrowsFrom(isIn("deploy"), (name) => isIn("bench")(name) || isIn("test")(name))).toEqual([]);
  });

  it("lets a measurement know the adapter only where it fills a table by hand", () => {
    const mayNot = (file: string) => isIn("bench")(file) && !/^bench\/(?:support|tables)\//.test(file);
    expect(arrowsFrom(mayNot, isDynamoFile)).toEqual([]);
  });

  it("keeps what all elements share from the elements", () => {
    const isShared = (file: string) => /^client\/(?:api|dialog|entry|notice|shared)\//.test(file);
    const isElement = (name: string) =>
      /^client\/(?:elements|payment-(?:list|modal|actions|terms|settlement|state)|outbox)\//.test(name);
    expect(arrowsFrom(isShared, isElement)).toEqual([]);
  });

  it("keeps the form from the list", () => {
    expect(arrowsFrom(isIn("client/payment-modal"), isIn("client/payment-list"))).toEqual([]);
  });

  it("has no import that goes in a circle, types included", () => {
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
