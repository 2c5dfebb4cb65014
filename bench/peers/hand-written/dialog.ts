import { checkPayment, type Faults, FIELDS, placeFaults, toInput } from "../both-pages/check-payment.ts";
import { todayIn } from "../both-pages/formats.ts";
import type { EventTotals, LogAnswer, Payment, Settings } from "../both-pages/payment.ts";
import { NO_ANSWER } from "../both-pages/words.ts";
import { logPayment } from "./api.ts";
import { h } from "./dom.ts";
import { showFault } from "./fields.ts";
import { createForm } from "./form.ts";
import { createQuestion } from "./question.ts";

/** The form in its dialog. It is drawn when it is first opened. */
export function createDialog(
  event: EventTotals,
  settings: Settings,
  onLogged: (payment: Payment, totals: EventTotals) => void,
): { element: HTMLDialogElement; open: () => void } {
  const element = h("dialog", { ariaLabel: "Log payment" });
  let form: ReturnType<typeof createForm> | undefined;
  let idempotencyKey = crypto.randomUUID();
  let isPending = false;

  element.addEventListener("cancel", (cancelled) => isPending && cancelled.preventDefault());

  function open() {
    form ??= createForm(event, settings, { onSubmit: () => void submit(), onCancel: close });
    showForm();
    element.showModal();
  }

  function close() {
    if (!isPending) element.close();
  }

  function showForm() {
    if (form) element.replaceChildren(form.element);
  }

  function showFaults(faults: Faults, notice = "") {
    for (const name of FIELDS) if (form) showFault(form.fields[name], faults[name]);
    if (form) form.notice.textContent = notice;
    const first = FIELDS.find((name) => faults[name]);
    if (first) form?.fields[first].control.focus();
  }

  async function submit(more: { allowDuplicate?: boolean } = {}): Promise<void> {
    if (!form || isPending) return;
    const values = form.read();
    const faults = checkPayment(values, { methods: settings.methods, today: todayIn(settings.timeZone) });
    showForm();
    showFaults(faults);
    if (Object.keys(faults).length > 0) return;
    setPending(true);
    const input = {
      eventId: event.id,
      currency: event.currency,
      ...toInput(values),
      idempotencyKey,
      ...more,
    };
    // Without a response the key stays: the next attempt is the same payment.
    const answer = await logPayment(input).catch(() => null);
    setPending(false);
    if (answer) take(answer.logPayment);
    else showFaults({}, NO_ANSWER);
  }

  function setPending(pending: boolean) {
    isPending = pending;
    if (!form) return;
    form.submit.ariaDisabled = String(pending);
    form.submit.textContent = pending ? "Logging…" : "Log payment";
  }

  function take(answer: LogAnswer) {
    switch (answer.__typename) {
      case "PaymentLogged":
        return finish(() => onLogged(answer.payment, answer.event));
      case "InvalidInput": {
        const { faults, notice } = placeFaults(answer.faults);
        return showFaults(faults, notice);
      }
      case "PossibleDuplicate":
        return ask("A payment like this is already logged:", answer.existing, {
          "Go back": showForm,
          "Log anyway": () => void submit({ allowDuplicate: true }),
        });
      case "IdempotencyConflict":
        return ask("An earlier try of this form came through, and logged this:", answer.existing, {
          "Close, the earlier one is right": () => finish(),
          "Log this as a separate payment": () => {
            idempotencyKey = crypto.randomUUID();
            void submit();
          },
        });
      default:
        return showFaults({}, answer.message);
    }
  }

  function ask(sentence: string, existing: Payment, answers: Record<string, () => void>) {
    element.replaceChildren(createQuestion({ sentence, existing, settings, answers }));
  }

  function finish(announce?: () => void) {
    form = undefined;
    idempotencyKey = crypto.randomUUID();
    element.close();
    announce?.();
  }

  return { element, open };
}
