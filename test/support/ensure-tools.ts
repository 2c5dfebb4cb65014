import { findChromium } from "./chromium.ts";
import { canRun, ensureTool } from "./install-tool.ts";

const TOOLS = [
  {
    name: "Chromium",
    isInstalled: () => findChromium() !== null,
    hint: ", or set CHROMIUM_PATH to one",
    package: "chromium-headless-shell",
  },
  { name: "Python 3", isInstalled: () => canRun("python3"), hint: "", package: "python3" },
  { name: "curl", isInstalled: () => canRun("curl"), hint: "", package: "curl" },
];

const FAST_CHROMIUM = {
  name: "Chromium's headless shell",
  isInstalled: () => canRun("chromium-headless-shell"),
  hint: "",
  package: "chromium-headless-shell",
};

// With a whole Chromium the tests pass, too, but take twice as long.
if (!process.env.CHROMIUM_PATH && findChromium() !== null) ensureTool(FAST_CHROMIUM);

// Runs before the tests, so that a missing tool causes one sentence and not a hundred failures.
for (const tool of TOOLS) {
  const fault = ensureTool(tool);
  if (fault === null) continue;
  console.error(fault);
  process.exit(1);
}
