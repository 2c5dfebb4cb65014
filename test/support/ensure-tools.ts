import { findChromium } from "./chromium.ts";
import { canRun, ensureTool } from "./install-tool.ts";

const TOOLS = [
  {
    name: "Chromium",
    isThere: () => findChromium() !== null,
    hint: ", or set CHROMIUM_PATH to one",
    package: "chromium-headless-shell",
  },
  { name: "Python 3", isThere: () => canRun("python3"), hint: "", package: "python3" },
  { name: "curl", isThere: () => canRun("curl"), hint: "", package: "curl" },
];

// Runs before the tests, so that a missing tool is one sentence and not a hundred failures.
for (const tool of TOOLS) {
  const fault = ensureTool(tool);
  if (fault === null) continue;
  console.error(fault);
  process.exit(1);
}
