import type { Ask } from "./connection.ts";
import { type EntryFragment, type PaymentFilter, PaymentsDocument } from "./generated/graphql.ts";

/** An entry of a ledger: a payment, a void or a refund. */
export type Entry = EntryFragment;

/**
 * Every entry that matches a filter, oldest first, page by page. A page may be short or empty without being the last: the
 * server examines a limited number of entries per page, so only `hasNextPage` says whether more follow.
 */
export async function* readPayments(ask: Ask, filter: PaymentFilter): AsyncGenerator<Entry> {
  let after: string | null = null;
  do {
    const { payments }: PaymentsPage = await ask(PaymentsDocument, { filter, after });
    yield* payments.nodes;
    after = payments.pageInfo.hasNextPage ? payments.pageInfo.endCursor : null;
  } while (after !== null);
}

interface PaymentsPage {
  payments: { nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
