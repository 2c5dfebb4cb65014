import { gql, type TypedDocumentNode } from "@apollo/client";
import {
  type EventTotals,
  LOG_PAYMENT as LOG_PAYMENT_TEXT,
  type LogAnswer,
  PAYMENT_FIELDS,
  type Payment,
  SURROUNDINGS,
  type Surroundings,
  TOTALS_FIELDS,
} from "../both-pages/payment.ts";

/** A page of an event's payments. */
export interface Connection {
  edges: { node: Payment }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** An event with its fetched payments. */
export type EventWithPayments = EventTotals & { payments: Connection };

const PAGE = gql`
  fragment Page on PaymentConnection {
    edges {
      node {
        ${PAYMENT_FIELDS}
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`;

/** An event with its newest payments, and the form's data. */
export const EVENT: TypedDocumentNode<Surroundings & { event: EventWithPayments | null }, { id: string }> =
  gql`
  query Event($id: ID!) {
    ${SURROUNDINGS}
    event(id: $id) {
      ${TOTALS_FIELDS}
      payments(first: 20) {
        ...Page
      }
    }
  }
  ${PAGE}
`;

/** The payments after a cursor. */
export const MORE_PAYMENTS: TypedDocumentNode<
  { event: { payments: Connection } | null },
  { id: string; after: string | null }
> = gql`
  query MorePayments($id: ID!, $after: String) {
    event(id: $id) {
      id
      payments(first: 20, after: $after) {
        ...Page
      }
    }
  }
  ${PAGE}
`;

/** Logs a payment. */
export const LOG_PAYMENT: TypedDocumentNode<{ logPayment: LogAnswer }, { input: Record<string, unknown> }> =
  gql(LOG_PAYMENT_TEXT);
