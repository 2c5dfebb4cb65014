import { faultWords } from "../shared/server-words.ts";

/**
 * Lays the server's faults at a form's fields, the first of each. A fault of something that has no field, such as the
 * key, goes into the sentence above the buttons: it must not go unseen.
 */
export function placeFaults<Field extends string>(
  inputFaults: readonly { path: readonly string[]; code: string; message: string }[],
  fieldOf: (inputName: string | undefined) => Field | undefined,
): { faults: Partial<Record<Field, string>>; notice: string } {
  const faults: Partial<Record<Field, string>> = {};
  const elsewhere: string[] = [];
  for (const fault of inputFaults) {
    const field = fieldOf(fault.path[1]);
    if (field) faults[field] ??= faultWords(fault);
    else elsewhere.push(faultWords(fault));
  }
  return { faults, notice: elsewhere.join(" ") };
}
