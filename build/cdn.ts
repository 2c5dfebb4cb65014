import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { pageInput } from "./client.ts";

const FILE = "payments.js";

/** The address that the snippet shows; replace it with the real one. */
const EXAMPLE_URL = `https://cdn.example.com/dispatch-payments/${FILE}`;

/**
 * Bundles all elements into one file that loads nothing later, for pages that include it from another server. Also writes
 * `integrity.json`: the hash by which a browser rejects any other file, and the HTML line that includes it.
 */
export async function buildCdn({ outdir }: { outdir: string }): Promise<void> {
  const bundle = await rolldown(pageInput("payments"));
  const { output } = await bundle.generate({
    format: "es",
    codeSplitting: false,
    minify: true,
    comments: false,
  });
  await bundle.close();
  const [{ code }, ...others] = output;
  if (others.length > 0)
    throw new Error(`${FILE} for other servers must be one file, but the bundler made ${output.length}.`);
  const integrity = integrityOf(code);
  const html = `<script type="module" src="${EXAMPLE_URL}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, FILE), code);
  await writeFile(
    join(outdir, "integrity.json"),
    `${JSON.stringify({ file: FILE, integrity, html }, null, 2)}\n`,
  );
}

/** A file's hash in the format of the `integrity` attribute. */
function integrityOf(content: string): string {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}
