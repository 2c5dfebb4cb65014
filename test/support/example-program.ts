import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const IS_FULL = process.env.TEST_SIZE === "full";

const run = promisify(execFile);

/** The exit code and output of a program. */
export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** An example copied into its own folder. */
export interface ExampleProgram {
  folder: string;
  /** Runs a script of its package.json. */
  npm(script: string, words?: string[], env?: Record<string, string>): Promise<ProgramResult>;
  /** Generates the types again, from another schema if given. */
  codegen(schema?: string): Promise<ProgramResult>;
  remove(): Promise<void>;
}

/**
 * Copies an example with its dependencies: installed from its own lock file in a full run, else the versions that this
 * project has installed.
 */
export async function copyExample(name: string): Promise<ExampleProgram> {
  const folder = await mkdtemp(join(tmpdir(), `payments-${name}-`));
  const isOwn = (path: string) => !/\/(node_modules|generated)$/.test(path);
  await cp(resolve("examples", name), folder, { recursive: true, filter: isOwn });
  if (IS_FULL) await run("npm", ["ci"], { cwd: folder });
  else await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const npm: ExampleProgram["npm"] = async (script, words = [], env = {}) => {
    const options = { cwd: folder, env: { ...process.env, ...env } };
    const ended = await run("npm", ["run", "--silent", script, "--", ...words], options).catch(
      (failed) => failed,
    );
    return { code: ended.code ?? 0, stdout: ended.stdout, stderr: ended.stderr };
  };
  return {
    folder,
    npm,
    async codegen(schema) {
      const path = schema === undefined ? resolve("schema/schema.graphql") : join(folder, "given.graphql");
      if (schema !== undefined) await writeFile(path, schema);
      return npm("codegen", [], { PAYMENTS_SCHEMA: path });
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
