import { type FormEvent, useEffect, useRef } from "react";
import { asksForReference } from "../both-pages/check-payment.ts";
import { todayIn } from "../both-pages/formats.ts";
import type { EventTotals, Settings } from "../both-pages/payment.ts";
import { MethodField, TextField } from "./fields.tsx";
import type { PaymentFormState } from "./use-payment-form.ts";

/** All fields of a payment with their faults. */
export function PaymentForm({
  event,
  settings: { methods, timeZone },
  form,
  onCancel,
}: {
  event: EventTotals;
  settings: Settings;
  form: PaymentFormState;
  onCancel: () => void;
}) {
  const element = useRef<HTMLFormElement>(null);
  const { values, faults, isPending } = form;
  const info = methods.find(({ method }) => method === values.method);

  // The first invalid field gets the focus; while the user types, the focus does not move.
  const faultCount = Object.values(faults).filter(Boolean).length;
  const isChecked = useRef(false);
  useEffect(() => {
    if (!isChecked.current || faultCount === 0) return;
    isChecked.current = false;
    element.current
      ?.querySelector<HTMLElement>('[aria-invalid="true"], [aria-invalid="true"] input')
      ?.focus();
  }, [faultCount]);

  function onSubmit(submitted: FormEvent) {
    submitted.preventDefault();
    isChecked.current = true;
    void form.submit();
  }

  const field = { values, faults, onEdit: form.edit };
  return (
    <>
      <h2>Log payment</h2>
      <p>{event.title}</p>
      <form ref={element} noValidate onSubmit={onSubmit}>
        <TextField {...field} name="patron" label="Who paid" maxLength={200} required />
        <TextField
          {...field}
          name="amount"
          label={`Amount in ${event.currency}`}
          inputMode="decimal"
          required
        />
        <TextField
          {...field}
          name="receivedOn"
          label="Received on"
          type="date"
          max={todayIn(timeZone)}
          required
        />
        <MethodField {...field} methods={methods} />
        {asksForReference(values.method) && (
          <TextField
            {...field}
            name="reference"
            label={`${info?.referenceLabel}${info?.referenceRequired ? "" : " (optional)"}`}
            maxLength={100}
          />
        )}
        <TextField
          {...field}
          name="patronEmail"
          label="Email for a receipt (optional)"
          type="email"
          maxLength={254}
        />
        <TextField {...field} name="notes" label="Notes (optional)" maxLength={2000} isLong />
        <p className="notice" role="alert">
          {form.notice}
        </p>
        <div className="buttons">
          <button type="button" aria-disabled={isPending} onClick={() => isPending || onCancel()}>
            Cancel
          </button>
          <button className="primary" type="submit" aria-disabled={isPending}>
            {isPending ? "Logging…" : "Log payment"}
          </button>
        </div>
      </form>
    </>
  );
}
