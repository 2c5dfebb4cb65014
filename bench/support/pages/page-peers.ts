import { build } from "esbuild";
import { rolldown } from "rolldown";
import { sourceInput } from "../../../build/client.ts";

/** The style sheet of both peers' lists. */
const SHEET = "bench/peers/both-pages/payments.css";

/** Builds a peer's script exactly like our own elements, and copies its style sheet. Returns the folder. */
export async function buildPagePeer(name: string, main: string): Promise<string> {
  const folder = `dist/bench/${name}`;
  const bundle = await rolldown({
    ...sourceInput,
    input: { main: `bench/peers/${name}/${main}` },
    // `production` is also the condition of Apollo Client's own checks.
    resolve: { conditionNames: ["production", "browser", "import", "module", "default"] },
    transform: { ...sourceInput.transform, define: { "process.env.NODE_ENV": '"production"' } },
  });
  await bundle.write({ dir: folder, format: "es", minify: true, comments: false });
  await bundle.close();
  await build({ entryPoints: [SHEET], outfile: `${folder}/payments.css`, minify: true, logLevel: "warning" });
  return folder;
}
