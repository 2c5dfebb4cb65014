import { memo } from "react";
import { amountOf, loggedWords, methodLabel, receivedWords } from "../both-pages/formats.ts";
import type { Payment, Settings } from "../both-pages/payment.ts";
import { isReversed, KINDS, mailWords, STATUSES } from "../both-pages/words.ts";

/** A row of the list; drawn again only if the payment has changed. */
export const PaymentLine = memo(function PaymentLine({
  payment,
  settings: { methods, timeZone },
}: {
  payment: Payment;
  settings: Settings;
}) {
  const reversed = isReversed(payment);
  const Amount = reversed ? "s" : "span";
  const badges = [KINDS[payment.kind], STATUSES[payment.status]].filter(Boolean);
  return (
    <li className={reversed ? "entry taken-back" : "entry"}>
      <p className="headline">
        <bdi>{payment.patron ?? "No name"}</bdi>
        <Amount className="amount">{amountOf(payment)}</Amount>
      </p>
      <p className="facts">
        {badges.map((badge) => (
          <span className="badge" key={badge}>
            {badge}
          </span>
        ))}
        <span>{methodLabel(payment.method, methods)}</span>
        {payment.reference && <bdi>{payment.reference}</bdi>}
      </p>
      <p className="facts">
        <time dateTime={payment.receivedOn ?? ""}>{receivedWords(payment)}</time>
        <time dateTime={payment.loggedAt ?? ""}>{loggedWords(payment, timeZone)}</time>
      </p>
      {payment.reason && <p className="remark">Reason: {payment.reason}</p>}
      {payment.notes && <p className="remark">{payment.notes}</p>}
      <p className="mails">{mailWords(payment)}</p>
    </li>
  );
});
