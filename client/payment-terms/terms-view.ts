import { html, type TemplateResult } from "lit";
import { drawNotice, drawTextField, type FieldState } from "../dialog/fields.ts";
import { fieldTexts } from "../dialog/form-texts.ts";
import { currencySign } from "../shared/form-formats.ts";
import type { TermsField } from "./terms-values.ts";
import { termsTexts } from "./texts.ts";

/** The input of `drawTerms`. */
export interface TermsView extends FieldState<TermsField> {
  currency: string;
  notice: string;
  isPending: boolean;
  onInput: (event: Event) => void;
  onChange: (event: Event) => void;
  onSubmit: (event: Event) => void;
  onCancel: () => void;
}

/** The form for an event's terms, with an explanation. */
export function drawTerms(view: TermsView): TemplateResult {
  const { currency, isPending } = view;
  return html`
    <form novalidate @input=${view.onInput} @change=${view.onChange} @submit=${view.onSubmit}>
      <div part="body" class="body">
        <p part="explanation">${termsTexts.explains}</p>
        ${drawAmount(view, { name: "agreedTotal", label: termsTexts.agreedTotal(currency) })}
        ${drawAmount(view, { name: "deposit", label: termsTexts.deposit(currency), isOptional: true })}
      </div>
      <div part="footer" class="footer">
        ${drawNotice(view.notice)}
        <div class="buttons">
          <button part="cancel-button" type="button" aria-disabled=${isPending} @click=${view.onCancel}>
            ${fieldTexts.cancel}
          </button>
          <button part="submit-button" class="primary" type="submit" aria-disabled=${isPending}>
            ${isPending ? termsTexts.saving : termsTexts.save}
          </button>
        </div>
      </div>
    </form>
  `;
}

function drawAmount(view: TermsView, field: { name: TermsField; label: string; isOptional?: boolean }) {
  const prefix = currencySign(view.currency);
  return drawTextField(view, { ...field, inputMode: "decimal", maxLength: 40, prefix });
}
