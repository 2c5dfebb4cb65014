import { faultWords } from "../shared/server-words.ts";

/**
 * Assigns the server's faults to a form's fields, the first fault for each. Faults of inputs without a field, such as the key,
 * go into the message above the buttons, so that they are visible.
 */
export function placeFaults<Field extends string>(
  inputFaults: readonly { path: readonly string[]; code: string; message: string }[],
  fieldOf: (path: readonly string[]) => Field | undefined,
): { faults: Partial<Record<Field, string>>; notice: string } {
  const faults: Partial<Record<Field, string>> = {};
  const elsewhere: string[] = [];
  for (const fault of inputFaults) {
    const field = fieldOf(fault.path);
    if (field) faults[field] ??= faultWords(fault);
    else elsewhere.push(faultWords(fault));
  }
  return { faults, notice: elsewhere.join(" ") };
}
