import type { EntryFragment } from "../api/generated/graphql.ts";

/** An admin's actions on an entry. */
const actionNames = ["void", "refund", "correct", "move", "resend", "resendReceipt"] as const;

/** The name of an action. */
export type ActionName = (typeof actionNames)[number];

/** The actions that are possible for an entry. The server decides; this only hides what it would refuse. */
export function actionsFor(entry: EntryFragment): ActionName[] {
  return actionNames.filter((name) => isPossible(name, entry));
}

function isPossible(name: ActionName, { kind, status, sequence, amount, receipt }: EntryFragment): boolean {
  if (sequence === null) return false;
  const isPayment = kind === "PAYMENT";
  switch (name) {
    case "void":
      return kind !== "VOID" && status === "RECORDED" && amount !== null;
    case "refund":
      return isPayment && amount !== null && (status === "RECORDED" || status === "PARTIALLY_REFUNDED");
    case "correct":
      return isPayment && status === "RECORDED";
    case "move":
      return isPayment && status === "RECORDED" && amount !== null;
    case "resend":
      return true;
    case "resendReceipt":
      return receipt !== null;
  }
}
