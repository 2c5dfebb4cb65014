import type { InputFault } from "../ledger/refusals.ts";

/** The refusal that lists every fault of an input. */
export function toInvalidInput(faults: InputFault[]) {
  const [first] = faults;
  const more = faults.length > 1 ? ` There are ${faults.length - 1} more faults.` : "";
  return {
    __typename: "InvalidInput" as const,
    code: "INVALID_INPUT" as const,
    message: `${first?.message ?? "The input has faults."}${more}`,
    path: first?.path ?? [],
    faults,
  };
}
