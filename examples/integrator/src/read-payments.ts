import type { Ask } from "./connection.ts";
import { type EntryFragment, type PaymentFilter, PaymentsDocument } from "./generated/graphql.ts";

/** An entry of a ledger: a payment, a void or a refund. */
export type Entry = EntryFragment;

/**
 * Every entry that a filter lets through, the oldest first, page by page. A page may be short or empty and still not be the last:
 * the server looks through so many entries and no more, so only `hasNextPage` says whether there are others.
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
