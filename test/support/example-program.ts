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
  /**
   * Generates the types again, from another schema if given. A full run runs the example's own script `codegen`; else the same
   * happens inside the test's process, which shares its packages with the example. Throws if the schema is refused.
   */
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
  const script: RunScript = (name, words = [], env = {}) =>
    execute([...scripts[name].split(" "), ...words], { PATH: path, ...env });
  const runCodegen = async (schema: string) => {
    const { code, stdout, stderr } = await script("codegen", [], { PAYMENTS_SCHEMA: schema });
    if (code !== 0) throw new Error(stdout + stderr);
  };
  return {
    folder,
    script,
    npm: (name, words = [], env = {}) => execute(["npm", "run", "--silent", name, "--", ...words], env),
    async codegen(given) {
      const schema = given === undefined ? resolve("schema/schema.graphql") : join(folder, "given.graphql");
      if (given !== undefined) await writeFile(schema, given);
      if (IS_FULL) return runCodegen(schema);
      await generate({ ...codegenConfig, schema, cwd: folder, silent: true }, true);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
