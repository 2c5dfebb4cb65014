import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const PACKAGES = [
  "package.json",
  "deploy/package.json",
  "bench/package.json",
  "examples/integrator/package.json",
];

const scripts = PACKAGES.flatMap((file) => {
  const { scripts = {} } = JSON.parse(readFileSync(file, "utf8")) as { scripts?: Record<string, string> };
  return Object.entries(scripts).map(([name, line]) => ({ name: `${file}: ${name}`, line }));
});

const sources = globSync("{server,build,deploy,bench}/**/*.{ts,mjs}", {
  exclude: (name) => name.startsWith("node_modules"),
});

const workflow = readFileSync(".github/workflows/ci.yml", "utf8");

const readingAs = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(file, "utf8")));

describe("code for every system", () => {
  it("is found", () => {
    expect(scripts.length).toBeGreaterThan(20);
    expect(sources.length).toBeGreaterThan(80);
  });

  it("uses only programs, plain words and && in npm scripts, which every shell reads alike", () => {
    const calls = scripts.flatMap(({ name, line }) => line.split(" && ").map((call) => ({ name, call })));
    expect(calls.filter(({ call }) => /[^\w\s./:@-]/.test(call))).toEqual([]);

    const isInstalled = (program: string) => existsSync(`node_modules/.bin/${program}`);
    const isThere = (program = "") => ["node", "npm", "git"].includes(program) || isInstalled(program);
    expect(calls.filter(({ call }) => !isThere(call.split(" ")[0]))).toEqual([]);
  });

  it("decodes file URLs, and needs no folder that only some systems have", () => {
    expect(readingAs(/import\.meta\.url\)\.pathname/)).toEqual([]);
    expect(readingAs(/["'`]\/(tmp|dev|usr|var)\//)).toEqual([]);
  });

  it("names the Node version of the scripts everywhere", () => {
    const { devDependencies, engines } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(readFileSync(".node-version", "utf8").trim()).toBe(devDependencies.node);
    for (const file of ["deploy/package.json", "bench/package.json"])
      expect(JSON.parse(readFileSync(file, "utf8")).engines).toEqual(engines);

    const [, oldest] = /(\d+\.\d+)/.exec(engines.node) ?? [];
    expect(readFileSync("README.md", "utf8")).toContain(`Node ${oldest} or newer`);
    expect(workflow).toContain(`node-version: ${oldest}.0`);
  });

  it("pins actions by commit, because a tag can be moved", () => {
    const actions = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action ?? "");
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });
});
