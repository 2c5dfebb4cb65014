import { useEffect, useRef } from "react";
import type { EventTotals, Settings } from "../both-pages/payment.ts";
import { PaymentForm } from "./payment-form.tsx";
import { Question } from "./question.tsx";
import { usePaymentForm } from "./use-payment-form.ts";

/** The form in a native dialog. Its values and the key stay until the payment is logged. */
export function PaymentDialog({
  event,
  settings,
  isOpen,
  onClose,
}: {
  event: EventTotals;
  settings: Settings;
  isOpen: boolean;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const form = usePaymentForm({ event, settings, onDone: onClose });

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog
      ref={dialog}
      aria-label="Log payment"
      onCancel={(cancelled) => form.isPending && cancelled.preventDefault()}
      onClose={onClose}
    >
      {isOpen &&
        (form.question ? (
          <Question question={form.question} settings={settings} onAnswer={form.answer} />
        ) : (
          <PaymentForm event={event} settings={settings} form={form} onCancel={onClose} />
        ))}
    </dialog>
  );
}
