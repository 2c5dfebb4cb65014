import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Operator } from "../operator/operator.ts";
import { OperatorError, readOperator } from "../operator/read-operator.ts";
import { DeployError } from "./deploy-error.ts";

/** The operator's settings, and the file that contains them. */
export interface OperatorFile {
  operator: Operator;
  file: string;
  /** Whether the file is the bundled example. */
  isExample: boolean;
}

/**
 * Reads `operator.json` in a folder. Throws a `DeployError` that lists every fault, or says what to copy if there is no file;
 * with `mayBeExample` it then reads the example.
 */
export async function readOperatorFile(
  folder: string,
  { mayBeExample }: { mayBeExample: boolean },
): Promise<OperatorFile> {
  const own = join(folder, "operator.json");
  const isExample = !existsSync(own);
  if (isExample && !mayBeExample) {
    throw new DeployError(
      "deploy/operator.json does not exist. Copy deploy/operator.example.json to it and enter your values; keep secrets out of it.",
    );
  }
  const file = isExample ? join(folder, "operator.example.json") : own;
  return { operator: readChecked(await readFile(file, "utf8")), file, isExample };
}

function readChecked(text: string): Operator {
  try {
    return readOperator(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new DeployError(`deploy/operator.json is not valid JSON: ${error.message}.`);
    if (error instanceof OperatorError) throw new DeployError(error.message);
    throw error;
  }
}
