import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";

/** The name of the elements' package on npm. */
export const PACKAGE = "dispatch-payments-elements";

const COMPILER_OPTIONS = {
  ...{
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "bundler",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
  },
  ...{ strict: true, jsx: "preserve", noEmit: true, skipLibCheck: false, types: [] },
};

const TSC = resolve("node_modules/typescript/bin/tsc");

const run = promisify(execFile);

/** A third party's project that has installed the package from `dist/package/`. */
export interface PackageConsumer {
  /** The folder of the package. */
  installed: string;

  /** Compiles one file, and returns the compiler's messages, line by line. */
  compile(file: { name: string; text: string }): Promise<string[]>;

  /** Bundles one file with the modules of the package that a page loads initially, without its dependencies. */
  bundle(text: string): Promise<string>;

  remove(): Promise<void>;
}

/** Packs the package as npm does, and unpacks it into a new project with its dependencies. */
export async function installPackage(): Promise<PackageConsumer> {
  const project = await mkdtemp(join(tmpdir(), "payments-consumer-"));
  const installed = join(project, "node_modules", PACKAGE);
  await unpack({ project, installed });
  await linkDependencies({ project, installed });
  return {
    installed,
    async compile({ name, text }) {
      await writeFile(join(project, name), text);
      const config = { compilerOptions: COMPILER_OPTIONS, files: [name] };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
      const answer = await run(process.execPath, [TSC, "--pretty", "false"], { cwd: project }).catch(
        (refused) => refused,
      );
      return answer.stdout.split("\n").filter(Boolean);
    },
    async bundle(text) {
      const input = join(project, "entry.js");
      await writeFile(input, text);
      const bundle = await rolldown({ input, external: /^(lit|@urql)\b/, logLevel: "silent" });
      const { output } = await bundle.generate();
      return output.map((file) => ("code" in file && !file.isDynamicEntry ? file.code : "")).join("\n");
    },
    remove: () => rm(project, { recursive: true }),
  };
}

interface Places {
  project: string;
  installed: string;
}

async function unpack({ project, installed }: Places): Promise<void> {
  const { stdout } = await run("npm", [
    "pack",
    resolve("dist/package"),
    "--pack-destination",
    project,
    "--json",
  ]);
  await mkdir(installed, { recursive: true });
  const archive = join(project, JSON.parse(stdout)[0].filename);
  await run("tar", ["-xzf", archive, "--strip-components=1", "-C", installed]);
}

async function linkDependencies({ project, installed }: Places): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(project, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve("node_modules", name), link);
  }
}
