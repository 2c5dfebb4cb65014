import { asksForReference, emptyValues, type Field, type Values } from "../both-pages/check-payment.ts";
import { todayIn } from "../both-pages/formats.ts";
import type { EventTotals, Settings } from "../both-pages/payment.ts";
import { h } from "./dom.ts";
import { createMethodField, createTextField, type FormField, showFault } from "./fields.ts";

/** A form for one payment. */
export interface Form {
  element: HTMLElement;
  fields: Record<Field, FormField>;
  notice: HTMLElement;
  submit: HTMLButtonElement;
  read(): Values;
}

/** Creates an empty form. */
export function createForm(
  { title, currency }: EventTotals,
  { methods, timeZone }: Settings,
  { onSubmit, onCancel }: { onSubmit: () => void; onCancel: () => void },
): Form {
  const today = todayIn(timeZone);
  const fields: Form["fields"] = {
    patron: createTextField("patron", "Who paid", { maxLength: 200, required: true }),
    amount: createTextField("amount", `Amount in ${currency}`, { inputMode: "decimal", required: true }),
    receivedOn: createTextField("receivedOn", "Received on", {
      type: "date",
      max: today,
      value: today,
      required: true,
    }),
    method: createMethodField(methods),
    reference: createTextField("reference", "Reference", { maxLength: 100 }),
    patronEmail: createTextField("patronEmail", "Email for a receipt (optional)", {
      type: "email",
      maxLength: 254,
    }),
    notes: createTextField("notes", "Notes (optional)", { maxLength: 2000, rows: 2 }),
  };
  const notice = h("p", { className: "notice", role: "alert" });
  const submit = h("button", { className: "primary", type: "submit" }, "Log payment");
  const cancel = h("button", { type: "button", onclick: onCancel }, "Cancel");
  const form = h(
    "form",
    { noValidate: true },
    ...Object.values(fields).map(({ element }) => element),
    notice,
    h("div", { className: "buttons" }, cancel, submit),
  );
  const read = () => ({ ...emptyValues(""), ...Object.fromEntries(new FormData(form)) }) as Values;

  function showReference() {
    const { method } = read();
    const info = methods.find((one) => one.method === method);
    fields.reference.element.hidden = !asksForReference(method);
    fields.reference.label.textContent = `${info?.referenceLabel}${info?.referenceRequired ? "" : " (optional)"}`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit();
  });
  form.addEventListener("input", ({ target }) => {
    const { name } = target as HTMLInputElement;
    showFault(fields[name as Field]);
    if (name === "method") showReference();
  });
  showReference();
  const element = h("div", {}, h("h2", {}, "Log payment"), h("p", {}, title ?? ""), form);
  return { element, fields, notice, submit, read };
}
