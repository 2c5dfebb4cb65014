import { groupHash } from "../values/digest.ts";
import type { Letter } from "./letter.ts";

/** The place of an entry or record in its ledger, and its whole hash: what proves later that it was not changed. */
export const proofFacts = ({
  sequence,
  hash,
}: {
  sequence: number | null;
  hash: string | null;
}): Letter["facts"] => [
  ["Sequence", `${sequence ?? "none"}`],
  ["Hash", hash === null ? "none" : groupHash(hash)],
];
