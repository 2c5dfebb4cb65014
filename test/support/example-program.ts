import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { generate } from "@graphql-codegen/cli";
import codegenConfig from "../../examples/integrator/codegen.ts";

const IS_FULL = process.env.TEST_SIZE === "full";

const run = promisify(execFile);

/** The exit code and output of a program. */
export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs one of the scripts in a package.json. */
type RunScript = (script: string, words?: string[], env?: Record<string, string>) => Promise<ProgramResult>;

/** An example copied into its own folder. */
export interface ExampleProgram {
  folder: string;
  /** Runs a script of its package.json. */
  npm: RunScript;
  /** Runs the command of such a script without npm, which costs more than most of the scripts. */
  script: RunScript;
  /** Generates the types again, from another schema if given, as the script `codegen` does, inside the test's process. */
  codegen(schema?: string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Copies the integrator's example with its dependencies: installed from its own lock file in a full run, else the versions
 * that this project has installed.
 */
export async function copyIntegrator(): Promise<ExampleProgram> {
  const folder = await mkdtemp(join(tmpdir(), "payments-integrator-"));
  const isOwn = (path: string) => !/\/(node_modules|generated)$/.test(path);
  await cp(resolve("examples/integrator"), folder, { recursive: true, filter: isOwn });
  if (IS_FULL) await run("npm", ["ci"], { cwd: folder });
  else await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const { scripts } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const path = [join(folder, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const execute = async (line: string[], env: Record<string, string>): Promise<ProgramResult> => {
    const [program = "", ...words] = line;
    const options = { cwd: folder, env: { ...process.env, ...env } };
    const ended = await run(program, words, options).catch((failed) => failed);
    return { code: ended.code ?? 0, stdout: ended.stdout, stderr: ended.stderr };
  };
  return {
    folder,
    npm: (script, words = [], env = {}) => execute(["npm", "run", "--silent", script, "--", ...words], env),
    script: (script, words = [], env = {}) =>
      execute([...scripts[script].split(" "), ...words], { PATH: path, ...env }),
    async codegen(schema) {
      const path = schema === undefined ? resolve("schema/schema.graphql") : join(folder, "given.graphql");
      if (schema !== undefined) await writeFile(path, schema);
      await generate({ ...codegenConfig, schema: path, cwd: folder, silent: true }, true);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
