import { type Finding, idIn, type Member } from "./verification-records.ts";
import { type VerifiedLedger, walkRows } from "./verification-walk.ts";

/** Decides which entry a sequence number belongs to. */
export interface Claims {
  /** Rejects an entry whose number is not valid. */
  refuse(member: Member): void;
  /** Takes one of the entries with the same number, given in key order, and rejects the others. */
  settle(claims: Member[]): void;
  isRefused(id: string): boolean;
  findings(): Finding[];
  /** The hashes of all entries that share a number. Which of them is real depends on who vouches for them. */
  contestedHashes: Set<string | null>;
}

/** If several entries have the same number, the one that another entry or the head vouches for is real, otherwise the last. */
export function createClaims(vouched: ReadonlySet<string | null>, take: (member: Member) => void): Claims {
  const refused = new Map<string, Pick<Member, "kind" | "id" | "sequence"> & { place: number }>();
  const contestedHashes = new Set<string | null>();
  const refuse = ({ id, kind, sequence }: Member, place: number) =>
    refused.set(id, { id, kind, sequence, place });
  return {
    contestedHashes,
    refuse: (member) => refuse(member, member.place),
    settle(claims) {
      if (claims.length > 1) for (const { storedHash } of claims) contestedHashes.add(storedHash);
      const vouchedFor = claims.findIndex(({ storedHash }) => vouched.has(storedHash));
      const real = vouchedFor < 0 ? claims.length - 1 : vouchedFor;
      for (const [at, claim] of claims.entries()) {
        if (at === real) take(claim);
        // Before the real entry, a rejected one is reported at the place of the next claim; after it, at its own place.
        else refuse(claim, (claims[at < real ? at + 1 : at] ?? claim).place);
      }
    },
    isRefused: (id) => refused.has(id),
    findings: () =>
      [...refused.values()]
        .sort((a, b) => a.place - b.place)
        .map((member) => ({
          code: "INSERTED",
          paymentId: idIn(member),
          message: `The ledger did not assign sequence number ${member.sequence} to this row.`,
        })),
  };
}

/** The hashes, of those given, that another entry (real or not) or the head names as the previous hash. */
export async function findVouched(
  ledger: VerifiedLedger,
  hashes: ReadonlySet<string | null>,
): Promise<Set<string | null>> {
  const vouched = new Set<string | null>();
  const note = (hash: string | null | undefined) => {
    if (hash !== undefined && hashes.has(hash)) vouched.add(hash);
  };
  note(ledger.head?.newestHash);
  for await (const passed of walkRows(ledger)) {
    if (passed.is === "member") note(passed.member.previousHash);
  }
  return vouched;
}
