import { afterAll, vi } from "vitest";

// The next file runs in the same process, where the stubs of this one would still be active.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
