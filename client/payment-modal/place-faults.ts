/**
 * Lays the server's faults at a form's fields, the first of each. A fault of something that has no field, such as the
 * key, goes into the sentence above the buttons: it must not go unseen.
 */
export function placeFaults<Field extends string>(
  inputFaults: readonly { path: readonly string[]; message: string }[],
  fieldOf: (inputName: string | undefined) => Field | undefined,
): { faults: Partial<Record<Field, string>>; notice: string } {
  const faults: Partial<Record<Field, string>> = {};
  const elsewhere: string[] = [];
  for (const { path, message } of inputFaults) {
    const field = fieldOf(path[1]);
    if (field) faults[field] ??= message;
    else elsewhere.push(message);
  }
  return { faults, notice: elsewhere.join(" ") };
}
