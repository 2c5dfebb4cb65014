import { html, nothing, type TemplateResult } from "lit";
import type { MethodInfoFragment } from "../api/generated/graphql.ts";
import { drawMethodField, drawNotice, drawTextField, type FieldState } from "../dialog/fields.ts";
import { fieldTexts } from "../dialog/form-texts.ts";
import { drawAmountField, drawExtras } from "../dialog/money-fields-view.ts";
import type { FieldName, FormValues } from "../outbox/form-values.ts";
import { referenceName } from "../shared/method-texts.ts";
import { asksForReference, type FormRules } from "./check-form.ts";
import { formTexts } from "./texts.ts";

/** The form's rules with the full method infos. */
export type DrawnRules = FormRules & { methods: readonly MethodInfoFragment[] };

type FormState = FieldState<FieldName>;

/** The input of `drawForm`. */
export interface FormView extends FormState {
  values: FormValues;
  rules: DrawnRules;
  notice: string;
  /** Suggested patrons. */
  suggestions: readonly string[];
  onSuggestion: (patron: string) => void;
  isPending: boolean;
  /** Whether the fields for a tip and a security deposit are shown. */
  isUnfolded: boolean;
  /** How the typed amounts add up. */
  sum: string;
  onUnfold: () => void;
  onFocus: (event: Event) => void;
  onEdit: (event: Event) => void;
  onChange: (event: Event) => void;
  onSubmit: (event: Event) => void;
  onCancel: () => void;
}

/** The form, in the order in which people report a payment: who, how much, when, how. */
export function drawForm(view: FormView): TemplateResult {
  return html`
    <form novalidate @focusin=${view.onFocus} @input=${view.onEdit} @change=${view.onChange} @submit=${view.onSubmit}>
      <div part="body" class="body">
        ${drawPatron(view)} ${drawSuggestions(view)}
        <div class="pair">${drawAmount(view)} ${drawReceivedOn(view)}</div>
        ${drawExtras(view, { ...view, code: view.rules.currency.code })}
        ${drawMethodField(view, view.rules.methods)} ${drawReference(view)} ${drawOptional(view)}
      </div>
      <div part="footer" class="footer">
        ${drawNotice(view.notice)}
        <div class="buttons">
          <button part="cancel-button" type="button" aria-disabled=${view.isPending} @click=${view.onCancel}>
            ${fieldTexts.cancel}
          </button>
          <button part="submit-button" class="primary" type="submit" aria-disabled=${view.isPending}>
            ${view.isPending ? formTexts.submitting : formTexts.submit}
          </button>
        </div>
      </div>
    </form>
  `;
}

function drawPatron(form: FormState) {
  return drawTextField(form, {
    name: "patron",
    label: fieldTexts.patron,
    maxLength: 200,
    autocapitalize: "words",
  });
}

/** One tap instead of typing a name: previous patrons often pay again. */
function drawSuggestions({ suggestions, onSuggestion }: FormView) {
  if (suggestions.length === 0) return nothing;
  return html`
    <div part="suggestions" class="suggestions" role="group" aria-label=${fieldTexts.suggestions}>
      ${suggestions.map(
        (patron) =>
          html`<button part="suggestion" type="button" @click=${() => onSuggestion(patron)}><bdi>${patron}</bdi></button>`,
      )}
    </div>
  `;
}

function drawAmount(view: FormView) {
  return drawAmountField<FieldName>(view, { code: view.rules.currency.code, isUnfolded: view.isUnfolded });
}

function drawReceivedOn(view: FormView) {
  return drawTextField(view, {
    name: "receivedOn",
    label: fieldTexts.receivedOn,
    type: "date",
    max: view.rules.today,
  });
}

function drawReference(view: FormView) {
  if (!asksForReference(view.values)) return nothing;
  const info = view.rules.methods.find(({ method }) => method === view.values.method);
  return drawTextField(view, {
    name: "reference",
    label: referenceName(info),
    isOptional: !info?.referenceRequired,
    maxLength: 100,
    autocapitalize: "none",
  });
}

function drawOptional(form: FormState) {
  return html`
    ${drawTextField(form, {
      name: "patronEmail",
      label: fieldTexts.patronEmail,
      type: "email",
      inputMode: "email",
      maxLength: 254,
      isOptional: true,
    })}
    ${drawTextField(form, {
      name: "notes",
      label: fieldTexts.notes,
      maxLength: 2000,
      isOptional: true,
      isLong: true,
    })}
  `;
}
