import { toPaymentId } from "../ids.ts";
import { readBack } from "../write/outcomes.ts";
import type { WriteContext } from "../write/write-to-ledger.ts";
import type { DuplicateFound, PossibleDuplicate } from "./refusals.ts";

/** Adds the existing payment to a refusal of a possible duplicate; returns any other refusal unchanged. */
export async function showDuplicate<Refusal extends { result: string }>(
  context: WriteContext,
  refusal: Exclude<Refusal, DuplicateFound> | DuplicateFound,
): Promise<Exclude<Refusal, DuplicateFound> | PossibleDuplicate> {
  if (!isDuplicate(refusal)) return refusal;
  const { line: existing } = await readBack(context, toPaymentId(refusal.ref));
  return { result: "possibleDuplicate", existing, field: refusal.field };
}

const isDuplicate = <Other extends { result: string }>(
  refusal: Other | DuplicateFound,
): refusal is DuplicateFound => refusal.result === "possibleDuplicate";
