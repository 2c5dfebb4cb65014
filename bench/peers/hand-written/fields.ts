import type { Field } from "../both-pages/check-payment.ts";
import type { Method } from "../both-pages/payment.ts";
import { h } from "./dom.ts";

/** A field with its label and fault. */
export interface FormField {
  element: HTMLElement;
  label: HTMLElement;
  /** The element that gets the focus if the field is invalid. */
  control: HTMLElement;
  fault: HTMLElement;
}

/** A text field. */
export function createTextField(
  name: Field,
  text: string,
  properties: Partial<HTMLInputElement & HTMLTextAreaElement> = {},
): FormField {
  const tag = name === "notes" ? "textarea" : "input";
  const control = h(tag, { id: name, name, autocomplete: "off", ...properties });
  const label = h("label", { htmlFor: name }, text);
  const fault = describe(control, name);
  return { element: h("div", { className: "field" }, label, control, fault), label, control, fault };
}

/** The payment methods as radio buttons. */
export function createMethodField(methods: readonly Method[]): FormField {
  const radios = methods.map(({ method, label }) =>
    h("label", {}, h("input", { type: "radio", name: "method", value: method }), label),
  );
  const label = h("legend", {}, "How it was paid");
  const chips = h("div", { className: "methods" }, ...radios);
  const element = h("fieldset", { className: "field" }, label, chips);
  const fault = describe(element, "method");
  element.append(fault);
  return { element, label, control: radios[0]?.querySelector("input") ?? element, fault };
}

function describe(control: HTMLElement, name: Field): HTMLElement {
  const fault = h("p", { id: `${name}-fault`, className: "fault" });
  control.setAttribute("aria-describedby", fault.id);
  return fault;
}

/** Shows or clears the fault of a field. */
export function showFault({ element, control, fault }: FormField, sentence = ""): void {
  fault.textContent = sentence;
  (element instanceof HTMLFieldSetElement ? element : control).ariaInvalid = String(sentence !== "");
}
