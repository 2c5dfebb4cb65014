import type { ApolloCache } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import {
  checkPayment,
  emptyValues,
  type Faults,
  type Field,
  placeFaults,
  toInput,
} from "../both-pages/check-payment.ts";
import { todayIn } from "../both-pages/formats.ts";
import type { EventTotals, LogAnswer, Payment, Settings } from "../both-pages/payment.ts";
import { NO_ANSWER } from "../both-pages/words.ts";
import { LOG_PAYMENT } from "./queries.ts";

/** A question about an existing payment that must be answered first. */
export type OpenQuestion = Extract<LogAnswer, { existing: Payment }>;

/** The state and the actions of the form. */
export type PaymentFormState = ReturnType<typeof usePaymentForm>;

/** A payment from the first typed character to the confirmation; the key stays the same until then. */
export function usePaymentForm({
  event,
  settings: { methods, timeZone },
  onDone,
}: {
  event: EventTotals;
  settings: Settings;
  onDone: () => void;
}) {
  const [values, setValues] = useState(() => emptyValues(todayIn(timeZone)));
  const [faults, setFaults] = useState<Faults>({});
  const [notice, setNotice] = useState("");
  const [question, setQuestion] = useState<OpenQuestion | null>(null);
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const [logPayment, { loading: isPending }] = useMutation(LOG_PAYMENT, { update: addLogged });

  function edit(name: Field, value: string) {
    setValues((before) => ({ ...before, [name]: value }));
    setFaults((before) => ({ ...before, [name]: undefined }));
  }

  async function submit(more: { idempotencyKey?: string; allowDuplicate?: boolean } = {}) {
    if (isPending) return;
    const found = checkPayment(values, { methods, today: todayIn(timeZone) });
    show({ faults: found });
    if (Object.keys(found).length > 0) return;
    const { id: eventId, currency } = event;
    const input = { eventId, currency, ...toInput(values), idempotencyKey, ...more };
    const { data } = await logPayment({ variables: { input } }).catch(() => ({ data: undefined }));
    if (data) take(data.logPayment);
    else show({ notice: NO_ANSWER });
  }

  function take(answer: LogAnswer) {
    if (answer.__typename === "PaymentLogged") finish();
    else if (answer.__typename === "InvalidInput") show(placeFaults(answer.faults));
    else if ("existing" in answer) setQuestion(answer);
    else show({ notice: answer.message });
  }

  /** Yes: log it anyway. No: return to the form, or keep the earlier payment. */
  function answer(yes: boolean) {
    const isDuplicate = question?.__typename === "PossibleDuplicate";
    setQuestion(null);
    if (!yes) return isDuplicate ? undefined : finish();
    if (isDuplicate) return submit({ allowDuplicate: true });
    const fresh = crypto.randomUUID();
    setKey(fresh);
    return submit({ idempotencyKey: fresh });
  }

  function finish() {
    setValues(emptyValues(todayIn(timeZone)));
    setKey(crypto.randomUUID());
    show({});
    onDone();
  }

  function show({ faults = {}, notice = "" }: { faults?: Faults; notice?: string }) {
    setFaults(faults);
    setNotice(notice);
  }

  return { values, faults, notice, question, isPending, edit, submit, answer };
}

/** Adds the payment on top of the list. The cache updates the event's totals by id. */
function addLogged(cache: ApolloCache, { data }: { data?: { logPayment: LogAnswer } | null }) {
  const answer = data?.logPayment;
  if (answer?.__typename !== "PaymentLogged") return;
  cache.modify({
    id: cache.identify({ __typename: "Event", id: answer.event.id }),
    fields: {
      payments(shown, { toReference, readField }) {
        const node = toReference({ __typename: "Payment", id: answer.payment.id });
        const others = shown.edges.filter(
          (edge: { node: { __ref: string } }) => readField("id", edge.node) !== answer.payment.id,
        );
        return { ...shown, edges: [{ __typename: "PaymentEdge", node }, ...others] };
      },
    },
  });
}
