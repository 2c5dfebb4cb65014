import { html, type TemplateResult } from "lit";
import { currencySign } from "../shared/form-formats.ts";
import { drawTextField, type FieldState } from "./fields.ts";
import { fieldTexts } from "./form-texts.ts";
import type { MoneyField } from "./money-parts.ts";
import { moneyTexts } from "./money-texts.ts";

/** The options of one field of an amount. */
export interface MoneyLook {
  name: MoneyField;
  label: string;
  /** The currency. */
  code: string;
  /** Whether it must be filled in. Of several fields, none must be. */
  isRequired?: boolean;
  /** What the label adds, e.g. how much is left. Default: nothing. */
  hint?: string;
}

/** One field of an amount. */
export function drawMoneyField<Name extends string>(
  form: FieldState<Name | MoneyField>,
  { name, label, code, isRequired = false, hint = "" }: MoneyLook,
): TemplateResult {
  const look = { inputMode: "decimal", maxLength: 40, prefix: currencySign(code) } as const;
  return drawTextField<Name | MoneyField>(form, { name, label, hint, isOptional: !isRequired, ...look });
}

/** The field of the amount itself. With a tip or a security deposit beside it, it is called the fare. */
export function drawAmountField<Name extends string>(
  form: FieldState<Name | MoneyField>,
  { code, isUnfolded }: { code: string; isUnfolded: boolean },
): TemplateResult {
  const label = isUnfolded ? moneyTexts.fare(code) : fieldTexts.amount(code);
  return drawMoneyField<Name>(form, { name: "amount", label, code, isRequired: !isUnfolded });
}

/** The fields for a tip and a security deposit with the sum of all; or, until a person wants them, a quiet button. */
export function drawExtras<Name extends string>(
  form: FieldState<Name | MoneyField>,
  extras: { code: string; isUnfolded: boolean; sum: string; onUnfold: () => void },
): TemplateResult {
  const { code, isUnfolded, sum, onUnfold } = extras;
  if (!isUnfolded)
    return html`
      <button part="extras-button" class="quiet" type="button" aria-expanded="false" @click=${onUnfold}>
        <span aria-hidden="true">+</span> ${moneyTexts.add}
      </button>
    `;
  const draw = (name: "gratuity" | "securityDeposit") =>
    drawMoneyField<Name>(form, { name, label: moneyTexts[name], code });
  return html`
    <div part="extras" class="extras">
      <div class="pair">${draw("gratuity")} ${draw("securityDeposit")}</div>
      ${drawSum(sum)}
    </div>
  `;
}

/** How the fields add up. Its element is always present, so that changes are announced. */
export function drawSum(sum: string): TemplateResult {
  return html`<output part="sum" class="sum">${sum}</output>`;
}
