import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const ALL = ["test/**/*.test.ts"];

/** What the tests do on another engine does not take the place of what they do on the embedded one. */
const RESULTS = process.env.TEST_DYNAMO_ENDPOINT
  ? "dist/test-results-dynamodb-local.json"
  : "dist/test-results.json";

/** What measures time runs after all the others, when nothing else is at work. */
const MEASURED = ["test/browser/large-pages.test.ts"];

/** What takes long begins first, so that no worker waits for another at the end. Nothing in the size of a file tells it. */
const LONGEST = [
  "/faults/store-faults",
  "/browser/gallery",
  "/browser/accessibility",
  "/local/",
  "/browser/",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((part) => moduleId.includes(part));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  // Vite would pick the ES module of graphql, its dependants the CommonJS one; two of them do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    reporters: ["default", ["json", { outputFile: RESULTS }]],
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
    // Servers and commands start in processes of their own, all of the same few hundred files: compiled once is enough.
    env: { NODE_COMPILE_CACHE: resolve("node_modules/.cache/compiled") },
    // One more than cores: some tests only wait.
    maxWorkers: availableParallelism() + 1,
    // What a file imports is imported once for all that a worker runs.
    isolate: false,
    setupFiles: ["test/support/leave-nothing.ts"],
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    // A busy machine may take long to get where a test waits for it.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
