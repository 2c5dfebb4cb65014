import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../../deploy/stack/synthesize.ts";
import { anOperator, BUNDLES } from "../template.ts";

/** The function that answers requests, and the one that sends mails. */
export type DeployedFunction = "api" | "notify";

let folder: string | undefined;

/**
 * The entry point of a function as it is uploaded: only the files of the stack's asset, in a folder without `node_modules`
 * above it. The first call in a process makes the assets from the output of `npm run build`.
 */
export function deployedBundle(name: DeployedFunction): string {
  folder ??= layOut();
  return join(folder, name, `${name}.mjs`);
}

/** Lays the assets out as Lambda does, a folder for each function. */
function layOut(): string {
  const top = mkdtempSync(join(tmpdir(), "payments-task-"));
  process.once("exit", () => rmSync(top, { recursive: true, force: true }));
  const outdir = mkdtempSync(join(tmpdir(), "payments-assets-"));
  try {
    for (const asset of assetsIn(outdir)) {
      const name = readdirSync(asset).find((file) => file.endsWith(".mjs"));
      cpSync(asset, join(top, name?.replace(".mjs", "") ?? ""), { recursive: true });
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
  return top;
}

interface AssetManifest {
  files: Record<string, { source: { path: string; packaging: string } }>;
}

/** Synthesizes the stack into a folder, and returns the folders that it would upload as functions. */
function assetsIn(outdir: string): string[] {
  const input = { operator: anOperator(), bundlesFolder: BUNDLES };
  const { app, stack } = createApp(input, { outdir, isCheckedByCloudFormation: false });
  app.synth();
  const manifest = readFileSync(join(outdir, `${stack.artifactId}.assets.json`), "utf8");
  return Object.values((JSON.parse(manifest) as AssetManifest).files)
    .filter(({ source }) => source.packaging === "zip")
    .map(({ source }) => join(outdir, source.path));
}
