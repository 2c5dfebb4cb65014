import type { Finding, Member } from "./verification-records.ts";
import { type VerifiedLedger, walkRows } from "./verification-walk.ts";

/** Decides which entry a number belongs to. */
export interface Claims {
  /** Refuses an entry that can have no number. */
  refuse(member: Member): void;
  /** Takes one of the entries with one number, given in key order, and refuses the others. */
  settle(claims: Member[]): void;
  isRefused(id: string): boolean;
  findings(): Finding[];
  /** The hashes of all entries that share a number: by who vouches for them it is decided. */
  contestedHashes: Set<string | null>;
}

/** Of several entries with one number, that one is real which another one, or the head, vouches for; else the last. */
export function createClaims(vouched: ReadonlySet<string | null>, take: (member: Member) => void): Claims {
  const refused = new Map<string, { place: number; sequence: number }>();
  const contestedHashes = new Set<string | null>();
  const refuse = ({ id, sequence }: Member, place: number) => refused.set(id, { place, sequence });
  return {
    contestedHashes,
    refuse: (member) => refuse(member, member.place),
    settle(claims) {
      if (claims.length > 1) for (const { storedHash } of claims) contestedHashes.add(storedHash);
      const vouchedFor = claims.findIndex(({ storedHash }) => vouched.has(storedHash));
      const real = vouchedFor < 0 ? claims.length - 1 : vouchedFor;
      for (const [at, claim] of claims.entries()) {
        if (at === real) take(claim);
        // Before the real one, an entry is told of where the next claim stands; after it, in its own place.
        else refuse(claim, (claims[at < real ? at + 1 : at] ?? claim).place);
      }
    },
    isRefused: (id) => refused.has(id),
    findings: () =>
      [...refused]
        .sort(([, a], [, b]) => a.place - b.place)
        .map(([paymentId, { sequence }]) => ({
          code: "INSERTED",
          paymentId,
          message: `Its number, ${sequence}, does not belong to it.`,
        })),
  };
}

/** Which of these hashes another entry, real or not, or the head names as the one before it. */
export async function findVouched(
  ledger: VerifiedLedger,
  hashes: ReadonlySet<string | null>,
): Promise<Set<string | null>> {
  const vouched = new Set<string | null>();
  const hear = (hash: string | null | undefined) => {
    if (hash !== undefined && hashes.has(hash)) vouched.add(hash);
  };
  hear(ledger.head?.newestHash);
  for await (const passed of walkRows(ledger)) {
    if (passed.is === "entry") hear(passed.member.previousHash);
  }
  return vouched;
}
