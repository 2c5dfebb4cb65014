import type { LogPaymentInput, ViewerKind } from "../api/generated/graphql.ts";

/** A payment that is kept on this device until the server has said what became of it. */
export interface KeptPayment {
  /** Its idempotency key, which is also its key here: however often it is sent, it is one payment. */
  key: string;

  /** URL of the GraphQL endpoint that it is for, in full: pages of one origin share what is kept. */
  endpoint: string;

  /** Exactly what is sent, every time. */
  input: LogPaymentInput;

  /** Who typed it. Sent by somebody else, it would stand in the ledger under the wrong name. */
  typedBy: { kind: ViewerKind; name: string | null };

  /** When it was kept: milliseconds since 1970. */
  keptAt: number;

  /** What the server said against it, when it is for a person to decide. Null while it only waits for an answer. */
  objection: string | null;
}
