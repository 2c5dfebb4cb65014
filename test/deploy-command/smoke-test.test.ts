import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { collectPages } from "../../deploy/command/pages/collect-pages.ts";
import { toPageFile } from "../../deploy/command/pages/page-file.ts";
import { findPinnedFile } from "../../deploy/command/pages/pinned-file.ts";
import type { SmokePlace } from "../../deploy/command/smoke/smoke-place.ts";
import { smokeTest } from "../../deploy/command/smoke/smoke-test.ts";
import { createTestApi } from "../support/api.ts";
import {
  type Answer,
  distributionOf,
  filesAsBucket,
  functionUrlOf,
  keepingErrors,
  startFront,
} from "./support/front.ts";

const SECRET = "o".repeat(64);

const api = await createTestApi({ originSecret: SECRET, isIntrospectionOpen: false });
const listed = await createTestApi({ originSecret: SECRET, isSafelistOnly: true });
const welcome = toPageFile({ name: "index.html", body: Buffer.from("<title>Payments</title>") });
const files = [
  ...(await collectPages({ clientFolder: "dist/client", cdnFolder: "dist/cdn" }, { path: "/" })),
  welcome,
];
const find = filesAsBucket(files);
const right = distributionOf(api, { find, secret: SECRET });
const front = await startFront(right);
const functionUrl = await startFront(functionUrlOf(api));
afterAll(() => Promise.all([front.close(), functionUrl.close()]));
beforeEach(() => {
  front.answer = right;
  functionUrl.answer = functionUrlOf(api);
});

const place: SmokePlace = {
  origin: front.url,
  path: "/",
  healthPath: "/health",
  apiUrl: `${functionUrl.url}/`,
  pinnedName: (await findPinnedFile("dist/cdn")).name,
  allowedOrigins: ["https://dispatch.example.com"],
  isJoined: false,
};
const ONCE = { maxMilliseconds: 0, pauseMilliseconds: 1 };
const faults = (more: Partial<SmokePlace> = {}) => smokeTest({ ...place, ...more }, ONCE);

/** The correct distribution, except for one path. */
const but =
  (path: string, answer: (request: Request) => Response | Promise<Response>): Answer =>
  async (request) =>
    new URL(request.url).pathname === path ? answer(request) : right(request);

const page = () =>
  new Response("<!doctype html><title>Dispatch</title>", { headers: { "content-type": "text/html" } });

describe("a working deployment", () => {
  it("has no faults with the real API behind its distribution", async () => {
    expect(await faults()).toEqual([]);
  });

  it("may accept only the operations of its own pages", async () => {
    front.answer = distributionOf(listed, { find, secret: SECRET });
    expect(await faults()).toEqual([]);
  });

  it("is checked again while the distribution is still spreading, only for what failed", async () => {
    const asked: string[] = [];
    front.answer = async (request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      const isEarly = asked.filter((path) => path === "/graphql").length < 5;
      return pathname === "/graphql" && isEarly ? page() : right(request);
    };
    expect(await smokeTest(place, { maxMilliseconds: 10_000, pauseMilliseconds: 1 })).toEqual([]);
    expect(asked.filter((path) => path === "/graphql").length).toBeGreaterThan(4);
    expect(asked.filter((path) => path === "/schema.graphql")).toHaveLength(1);
  });
});

describe("a fault is described", () => {
  const cases: { name: string; path: string; answer: () => Response; says: RegExp }[] = [
    {
      name: "health is a page",
      path: "/health",
      answer: page,
      says: /^\/health must return 200 with JSON, but returned status 200, text\/html/,
    },
    {
      name: "the schema is invalid",
      path: "/schema.graphql",
      answer: () => new Response("type {"),
      says: /^\/schema\.graphql must return 200 with the schema/,
    },
    {
      name: "GraphQL is a page",
      path: "/graphql",
      answer: page,
      says: /^\/graphql must answer a query with JSON/,
    },
    {
      name: "GraphQL shows payments to anonymous callers",
      path: "/graphql",
      answer: () => Response.json({ data: { payments: { nodes: [] } } }),
      says: /^\/graphql must refuse payments to anonymous callers with UNAUTHENTICATED/,
    },
    {
      name: "the export is open",
      path: "/export.csv",
      answer: () => new Response("a,b"),
      says: /^\/export\.csv must refuse anonymous callers with 401 and JSON/,
    },
    {
      name: "an error page hides a refusal",
      path: "/api/g/smoke-test-of-a-deployment/payments",
      answer: page,
      says: /^\/api\/g\/.*\/payments must refuse anonymous callers .*"<!doctype html>/,
    },
    {
      name: "the elements are missing",
      path: "/payments.js",
      answer: () => new Response("<Error/>", { status: 403 }),
      says: /^\/payments\.js must be text\/javascript, but returned status 403/,
    },
    {
      name: "the crew page is unprotected",
      path: "/crew.html",
      answer: page,
      says: /^\/crew\.html lacks the header content-security-policy, x-content-type-options/,
    },
    {
      name: "there is nothing at the root",
      path: "/",
      answer: () => new Response("", { status: 403 }),
      says: /^\/ must be text\/html/,
    },
    {
      name: "other origins may not load the file",
      path: `/${place.pinnedName}`,
      answer: () => new Response("export {};", { headers: { "content-type": "text/javascript" } }),
      says: /must allow pages of https:\/\/dispatch\.example\.com/,
    },
  ];

  it.each(cases)("if $name", async ({ path, answer, says }) => {
    front.answer = but(path, answer);
    const found = await faults();
    expect(found.filter((fault) => says.test(fault))).toHaveLength(1);
  });

  it("if the Function URL answers any caller", async () => {
    functionUrl.answer = right;
    expect(await faults()).toEqual([expect.stringContaining("Is the origin secret set?")]);
  });

  it.each([
    `{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}`,
    `{"Message":"Forbidden"}`,
    `{"Message":null}`,
    `{"message":"Forbidden"}`,
  ])("if AWS refuses at the Function URL: %s", async (body) => {
    const headers = { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" };
    functionUrl.answer = async () => new Response(body, { status: 403, headers });
    expect(await faults()).toEqual([expect.stringContaining("AWS refused, not the API")]);
  });

  it("if the distribution caches one caller's error for the next", async () => {
    front.answer = keepingErrors(right);
    const [fault, ...others] = await faults();
    expect(fault).toMatch(/^\/graphql must answer a query by GET, but returned status 405.*caches errors/);
    expect(others).toEqual([]);
  });

  it("if a mutation is accepted by GET", async () => {
    front.answer = async (request) =>
      request.method === "GET" && new URL(request.url).pathname === "/graphql"
        ? Response.json({ data: { __typename: "Mutation" } })
        : right(request);
    expect(await faults()).toEqual([expect.stringContaining("must refuse a mutation by GET with 405")]);
  });

  it("if the secret differs, including all consequences", async () => {
    front.answer = distributionOf(api, { find, secret: "x".repeat(64) });
    const found = await faults();
    expect(found).toHaveLength(7);
    expect(found.every((fault) => fault.includes("status 403"))).toBe(true);
  });

  it("if nothing responds", async () => {
    const found = await faults({ apiUrl: "http://127.0.0.1:9/" });
    expect(found).toEqual([expect.stringContaining("does not respond")]);
  });
});

describe("on a joined distribution", () => {
  it("health has its own path, and the root and the headers are not checked", async () => {
    const plain = but("/", () => new Response("theirs", { status: 404 }));
    front.answer = async (request) => {
      const answer = await plain(request);
      answer.headers.delete("content-security-policy");
      return answer;
    };
    expect(await faults({ isJoined: true, healthPath: "/payments-health" })).toEqual([]);
  });
});
