import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { MethodInfoFragment } from "../api/generated/graphql.ts";
import { fieldTexts } from "../shared/texts.ts";
import type { Faults, FieldName, FormValues } from "./form-values.ts";

/** What every field is drawn from. */
export interface FormState {
  values: FormValues;
  faults: Faults;
}

/** One field for text, and how it differs from the others. */
export interface TextField {
  name: Exclude<FieldName, "method">;
  label: string;
  isOptional?: boolean;
  maxLength?: number;
  type?: "text" | "date" | "email";
  inputMode?: "decimal" | "email";
  max?: string;
  prefix?: string;
  autocapitalize?: "words" | "none";
  isLong?: boolean;
}

/** A labelled text field; what is wrong with it stands below, and is read out with it. */
export function drawTextField(form: FormState, field: TextField): TemplateResult {
  const { name, label, prefix } = field;
  return html`
    <div part="field" class="field" data-field=${name}>
      <label for=${name}>${label}${field.isOptional ? drawOptional() : nothing}</label>
      <div class="control">
        ${prefix ? html`<span class="prefix" aria-hidden="true">${prefix}</span>` : nothing}
        ${field.isLong ? drawTextarea(form, field) : drawInput(form, field)}
      </div>
      ${drawFault(form, name)}
    </div>
  `;
}

/** The ways to pay as large buttons of which one is chosen. */
export function drawMethodField(form: FormState, methods: readonly MethodInfoFragment[]): TemplateResult {
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
      <legend>${fieldTexts.method}</legend>
      <div class="chips">${methods.map(({ method, label }) => drawMethod(form, method, label))}</div>
      ${drawFault(form, "method")}
    </fieldset>
  `;
}

function drawMethod({ values }: FormState, method: MethodInfoFragment["method"], label: string) {
  const isChosen = values.method === method;
  return html`
    <label part="method" class="chip">
      <input type="radio" name="method" value=${method} .checked=${live(isChosen)} />
      <span>${label}</span>
    </label>
  `;
}

function drawInput({ values, faults }: FormState, field: TextField) {
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
      ?required=${!field.isOptional}
      aria-invalid=${Boolean(faults[name])}
      aria-describedby="${name}-fault"
      .value=${live(values[name])}
    />
  `;
}

function drawTextarea({ values, faults }: FormState, { name, maxLength }: TextField) {
  return html`
    <textarea
      id=${name}
      name=${name}
      rows="2"
      maxlength=${maxLength ?? nothing}
      aria-invalid=${Boolean(faults[name])}
      aria-describedby="${name}-fault"
      .value=${live(values[name])}
    ></textarea>
  `;
}

/** Always there, so that the description of the field has something to point at. */
function drawFault({ faults }: FormState, name: FieldName) {
  return html`<p part="fault" class="fault" id="${name}-fault">${faults[name] ?? nothing}</p>`;
}

function drawOptional() {
  return html` <span class="optional">${fieldTexts.optional}</span>`;
}
