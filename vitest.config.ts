import { defineConfig } from "vitest/config";

const ALL = ["test/**/*.test.ts"];

/** What measures time runs after all the others, when nothing else is at work. */
const MEASURED = ["test/browser/large-pages.test.ts"];

export default defineConfig({
  // Vite would pick the ES module of graphql, its dependants the CommonJS one; two of them do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    reporters: ["default", ["json", { outputFile: "dist/test-results.json" }]],
    projects: [
      {
        extends: true,
        test: { name: "behaviour", include: ALL, exclude: MEASURED, sequence: { groupOrder: 0 } },
      },
      { extends: true, test: { name: "measured", include: MEASURED, sequence: { groupOrder: 1 } } },
    ],
    globalSetup: ["test/support/global-engine.ts"],
    // What is built is run as it is.
    server: { deps: { external: [/\/dist\/lambda\//] } },
    maxWorkers: 2,
    // A busy machine may take long to get where a test waits for it.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
