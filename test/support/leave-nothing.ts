import { afterAll, vi } from "vitest";

// The next file runs in the same process: what this one has put in place of something else would be there, too.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
