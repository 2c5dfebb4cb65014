import { hash } from "node:crypto";
import type { ReferenceUse } from "../commits.ts";
import { toPaymentId } from "../ids.ts";
import type { StoredReference } from "../ledger-store.ts";
import { type EntryMember, type Finding, isEntry, type Member } from "./verification-records.ts";
import { type VerifiedLedger, walkReferences, walkRows } from "./verification-walk.ts";
import { type ExpectedStates, isActiveIn } from "./verify-states.ts";

const DIGEST_BITS = 48;

/**
 * Checks that exactly the references of active payments are marked as in use, and those of reversed ones as released. Both sides are summed as digests, so that
 * nothing needs to be kept; only if the sums differ are they compared one by one.
 */
export function createReferenceCheck(ledger: VerifiedLedger) {
  let expected = 0;
  const count = (member: Member, { isReleased, times }: { isReleased: boolean; times: 1 | -1 }) => {
    const use = useOf(ledger, member);
    if (use) expected = add(expected, times * digestOf({ ...use, isReleased }));
  };
  return {
    take: (member: Member) => count(member, { isReleased: false, times: 1 }),
    async findings(members: ReadonlyMap<string, EntryMember>, states: ExpectedStates): Promise<Finding[]> {
      for (const member of members.values()) {
        if (isActiveIn(states, member.id)) continue;
        count(member, { isReleased: false, times: -1 });
        count(member, { isReleased: true, times: 1 });
      }
      let found = 0;
      const odd: Finding[] = [];
      for await (const use of walkReferences(ledger)) {
        found = add(found, digestOf(use));
        if (use.differences.length > 0) odd.push(toAltered(use, use.differences));
      }
      return found === expected ? odd : [...odd, ...(await compareAll(ledger, states))];
    },
  };
}

const add = (sum: number, digest: number) => (sum + digest + 2 ** DIGEST_BITS) % 2 ** DIGEST_BITS;

type Use = Pick<StoredReference, "method" | "folded" | "ref" | "isReleased">;

const textOf = ({ method, folded, ref, isReleased }: Use) =>
  JSON.stringify([method, folded, ref.suffix, isReleased]);

const digestOf = (use: Use) => hash("sha256", textOf(use), "buffer").readUIntBE(0, DIGEST_BITS / 8);

function useOf({ eventId }: VerifiedLedger, member: Member): ReferenceUse | null {
  if (!isEntry(member) || member.kind !== "PAYMENT") return null;
  const { method, referenceFolded: folded, suffix } = member;
  return method === null || folded === null ? null : { method, folded, ref: { eventId, suffix } };
}

async function compareAll(ledger: VerifiedLedger, states: ExpectedStates): Promise<Finding[]> {
  const marked = new Map<string, Use>();
  for await (const use of walkReferences(ledger)) marked.set(textOf(use), use);
  const findings: Finding[] = [];
  for await (const passed of walkRows(ledger)) {
    const use = passed.is === "member" ? useOf(ledger, passed.member) : null;
    if (passed.is !== "member" || !use) continue;
    const isReleased = !isActiveIn(states, passed.member.id);
    if (marked.delete(textOf({ ...use, isReleased }))) continue;
    const word = isReleased ? "released" : "in use";
    const message = `The reference of entry ${passed.member.sequence} is not marked as ${word}.`;
    findings.push({ code: "BESIDE_ALTERED", paymentId: passed.member.id, message });
  }
  return [...findings, ...[...marked.values()].map(toUnused)];
}

const toUnused = ({ ref }: ReferenceUse): Finding => ({
  code: "BESIDE_ALTERED",
  paymentId: ref.suffix === "" ? null : toPaymentId(ref),
  message: "The mark of a reference does not fit the payment that it names.",
});

const toAltered = ({ ref }: ReferenceUse, names: string[]): Finding => ({
  code: "BESIDE_ALTERED",
  paymentId: ref.suffix === "" ? null : toPaymentId(ref),
  message: `The mark of a reference in use was altered: ${names.join(", ")}.`,
});
