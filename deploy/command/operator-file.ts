import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Operator } from "../operator/operator.ts";
import { OperatorError, readOperator } from "../operator/read-operator.ts";
import { DeployError } from "./deploy-error.ts";

/** What the operator decided, and the file in which it stands. */
export interface OperatorFile {
  operator: Operator;
  file: string;
  /** Whether it is only the example that comes along. */
  isExample: boolean;
}

/**
 * Reads `operator.json` of a folder. Throws a `DeployError` that lists every fault, or says what to copy when there is none;
 * where the example will do, that is read instead.
 */
export async function readOperatorFile(
  folder: string,
  { mayBeExample }: { mayBeExample: boolean },
): Promise<OperatorFile> {
  const own = join(folder, "operator.json");
  const isExample = !existsSync(own);
  if (isExample && !mayBeExample) {
    throw new DeployError(
      "There is no deploy/operator.json. Copy deploy/operator.example.json there and put in your own values; secrets stay out of it.",
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
      throw new DeployError(`deploy/operator.json is no JSON: ${error.message}.`);
    if (error instanceof OperatorError) throw new DeployError(error.message);
    throw error;
  }
}
