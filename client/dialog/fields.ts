import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { MethodInfoFragment } from "../api/generated/graphql.ts";
import { methodName } from "../shared/method-texts.ts";
import { fieldTexts } from "./form-texts.ts";

/** What every field is drawn from: the typed texts and the faults, by field. */
export interface FieldState<Name extends string> {
  values: Readonly<Record<Name, string>>;
  faults: Readonly<Partial<Record<Name, string>>>;
}

/** The options of a text field. */
export interface TextField<Name extends string> {
  name: Name;
  label: string;
  isOptional?: boolean;
  /** What the label adds, in a quieter color. Default: that the field is optional, if it is. */
  hint?: string;
  maxLength?: number;
  type?: "text" | "date" | "email";
  inputMode?: "decimal" | "email";
  max?: string;
  prefix?: string;
  autocapitalize?: "words" | "none";
  isLong?: boolean;
  /** The id of a list of suggestions. */
  list?: string;
}

/** A labelled text field; its fault is shown below it and announced with it. */
export function drawTextField<Name extends string>(
  form: FieldState<Name>,
  field: TextField<Name>,
): TemplateResult {
  const { name, label, prefix } = field;
  return html`
    <div part="field" class="field" data-field=${name}>
      <label for=${name}>${label}${drawHint(field.hint ?? (field.isOptional ? fieldTexts.optional : ""))}</label>
      <div class="control">
        ${prefix ? html`<span class="prefix" aria-hidden="true">${prefix}</span>` : nothing}
        ${field.isLong ? drawTextarea(form, field) : drawInput(form, field)}
      </div>
      ${drawFault(form, name)}
    </div>
  `;
}

/** The payment methods as large radio buttons. */
export function drawMethodField(
  form: FieldState<"method">,
  methods: readonly MethodInfoFragment[],
  legend: string = fieldTexts.method,
): TemplateResult {
  return html`
    <fieldset
      part="field"
      class="field"
      data-field="method"
      role="radiogroup"
      aria-required="true"
      aria-invalid=${Boolean(form.faults.method)}
      aria-describedby="method-fault"
    >
      <legend>${legend}</legend>
      <div class="chips">${methods.map(({ method }) => drawMethod(form, method, methodName(method, methods)))}</div>
      ${drawFault(form, "method")}
    </fieldset>
  `;
}

function drawMethod({ values }: FieldState<"method">, method: MethodInfoFragment["method"], label: string) {
  const isChosen = values.method === method;
  return html`
    <label part="method" class="chip">
      <input type="radio" name="method" value=${method} .checked=${live(isChosen)} />
      <span>${label}</span>
    </label>
  `;
}

function drawInput<Name extends string>({ values, faults }: FieldState<Name>, field: TextField<Name>) {
  const { name } = field;
  return html`
    <input
      id=${name}
      name=${name}
      type=${field.type ?? "text"}
      inputmode=${field.inputMode ?? nothing}
      maxlength=${field.maxLength ?? nothing}
      max=${field.max ?? nothing}
      autocapitalize=${field.autocapitalize ?? nothing}
      autocomplete="off"
      list=${field.list ?? nothing}
      ?required=${!field.isOptional}
      aria-invalid=${Boolean(faults[name])}
      aria-describedby="${name}-fault"
      .value=${live(values[name])}
    />
  `;
}

function drawTextarea<Name extends string>(
  { values, faults }: FieldState<Name>,
  { name, maxLength, isOptional }: TextField<Name>,
) {
  return html`
    <textarea
      id=${name}
      name=${name}
      rows="2"
      maxlength=${maxLength ?? nothing}
      ?required=${!isOptional}
      aria-invalid=${Boolean(faults[name])}
      aria-describedby="${name}-fault"
      .value=${live(values[name])}
    ></textarea>
  `;
}

/** Always present, because the field's `aria-describedby` refers to it. */
function drawFault<Name extends string>({ faults }: Pick<FieldState<Name>, "faults">, name: Name) {
  return html`<p part="fault" class="fault" id="${name}-fault">${faults[name] ?? nothing}</p>`;
}

function drawHint(hint: string) {
  return hint ? html` <span class="optional">${hint}</span>` : nothing;
}

/** The message about a form as a whole. Its element is always present, so that changes are announced. */
export function drawNotice(notice: string): TemplateResult {
  return html`<div class="alert-place" role="alert">${notice ? html`<p part="alert" class="alert">${notice}</p>` : nothing}</div>`;
}
