import { NetworkStatus } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useMemo, useState } from "react";
import { countWords, formatMoney } from "../both-pages/formats.ts";
import type { Settings } from "../both-pages/payment.ts";
import { PaymentDialog } from "./payment-dialog.tsx";
import { PaymentLine } from "./payment-line.tsx";
import { EVENT, MORE_PAYMENTS } from "./queries.ts";

/** The list of an event's payments, with its head, the button for older ones and the form. */
export function Payments({ eventId }: { eventId: string }) {
  const { data, error, loading, networkStatus, fetchMore, refetch } = useQuery(EVENT, {
    variables: { id: eventId },
  });
  const [hasMoreFailed, setMoreFailed] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const methods = data?.paymentMethods;
  const timeZone = data?.settings.timeZone;
  // The same object as long as nothing in it has changed, because rows would be drawn again otherwise.
  const settings = useMemo<Settings>(
    () => ({ methods: methods ?? [], timeZone: timeZone ?? "UTC" }),
    [methods, timeZone],
  );

  if (!data) {
    return (
      <div className="payments">
        {loading && <p role="status">Loading payments…</p>}
        {error && (
          <>
            <p role="alert">Payments could not be loaded.</p>
            <button type="button" onClick={() => refetch()}>
              Try again
            </button>
          </>
        )}
      </div>
    );
  }
  const { event } = data;
  if (!event) return <p className="payments">This event is not known here.</p>;
  const { edges, pageInfo } = event.payments;

  async function showMore() {
    setMoreFailed(false);
    try {
      await fetchMore({ query: MORE_PAYMENTS, variables: { id: eventId, after: pageInfo.endCursor } });
    } catch {
      setMoreFailed(true);
    }
  }

  return (
    <div className="payments">
      <div className="head">
        <div>
          <span>Total collected</span>
          <strong className="total">{formatMoney(event.totalCollected)}</strong>
        </div>
        <button className="primary" type="button" onClick={() => setOpen(true)}>
          Log payment
        </button>
      </div>
      <p className="count">{countWords(event.paymentCount)}</p>
      <ul className="entries">
        {edges.map(({ node }) => (
          <PaymentLine key={node.id} payment={node} settings={settings} />
        ))}
      </ul>
      {hasMoreFailed && (
        <p className="fault" role="alert">
          The earlier payments could not be loaded.
        </p>
      )}
      {pageInfo.hasNextPage && (
        <button
          className="more"
          type="button"
          disabled={networkStatus === NetworkStatus.fetchMore}
          onClick={showMore}
        >
          Load more
        </button>
      )}
      <PaymentDialog event={event} settings={settings} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}
