import type { LogPaymentInput, ViewerKind } from "../api/generated/graphql.ts";

/** A payment that is kept on this device until the server has logged or refused it. */
export interface KeptPayment {
  /** Its idempotency key, also its key in the store: however often it is sent, it is one payment. */
  key: string;

  /** The full URL of its GraphQL endpoint: pages of one origin share the store. */
  endpoint: string;

  /** The exact input, the same on every retry. */
  input: LogPaymentInput;

  /** Who typed it. If someone else sent it, the ledger would show the wrong name. */
  typedBy: { kind: ViewerKind; name: string | null };

  /** When it was stored: milliseconds since 1970. */
  keptAt: number;

  /** The server's refusal, if a person must decide. Null while it waits for a response. */
  objection: string | null;
}
