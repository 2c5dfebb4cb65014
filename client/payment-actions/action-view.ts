import { html, nothing, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawMethodField, drawNotice, drawTextField, type TextField } from "../dialog/fields.ts";
import { isMoneyField } from "../dialog/money-fields.ts";
import { drawAmountField, drawExtras, drawMoneyField, drawSum } from "../dialog/money-fields-view.ts";
import { type MoneyField, toMoney } from "../dialog/money-parts.ts";
import { drawExisting } from "../entry/existing-view.ts";
import { formatMoney } from "../shared/formats.ts";
import {
  type ActionFaults,
  type ActionField,
  type ActionSubject,
  type ActionValues,
  fieldsOf,
  labelOf,
} from "./action-fields.ts";
import { hasParts } from "./action-money.ts";
import type { ActionName } from "./actions.ts";
import { actionTexts, describeAction } from "./texts.ts";

/** Another event of the page, to which a payment can be moved. */
interface OtherEvent {
  id: string;
  title: string | null;
}

/** The actions as large buttons with explanations. */
export function drawChoices(view: {
  entry: EntryFragment;
  answer: EventAnswer;
  actions: readonly ActionName[];
  onChoose: (action: ActionName) => void;
}): TemplateResult {
  return html`
    <div part="body" class="body">
      ${drawExisting(view.entry, view.answer)}
      <div class="choices">
        ${view.actions.map(
          (action) => html`
            <button part="choice" class="choice" type="button" data-action=${action} @click=${() => view.onChoose(action)}>
              <strong>${describeAction(action).name}</strong>
              <span>${describeAction(action).explains}</span>
            </button>
          `,
        )}
      </div>
    </div>
  `;
}

/** The input of `drawAction`. */
export interface ActionView {
  action: ActionName;
  subject: ActionSubject;
  values: ActionValues;
  faults: ActionFaults;
  notice: string;
  isPending: boolean;
  answer: EventAnswer;
  otherEvents: readonly OtherEvent[];
  /** Whether a correction shows the fields for a tip and a security deposit. */
  isUnfolded: boolean;
  /** How the typed amounts add up. */
  sum: string;
  onUnfold: () => void;
  onInput: (event: Event) => void;
  onSubmit: (event: Event) => void;
  onBack: () => void;
}

/** The form of one action: its fields and its two buttons. */
export function drawAction(view: ActionView): TemplateResult {
  const { action, notice, isPending } = view;
  return html`
    <form novalidate @input=${view.onInput} @submit=${view.onSubmit}>
      <div part="body" class="body">
        ${drawExisting(view.subject.entry, view.answer)}
        <p>${describeAction(action).explains}</p>
        ${fieldsOf(action, view.subject).map((name) => drawField(view, name))}
        ${action === "refund" && hasParts(view.subject.entry) ? drawSum(view.sum) : nothing}
      </div>
      <div part="footer" class="footer">
        ${drawNotice(notice)}
        <div class="buttons">
          <button part="back-button" type="button" aria-disabled=${isPending} @click=${view.onBack}>${actionTexts.back}</button>
          <button part="submit-button" class="primary" type="submit" aria-disabled=${isPending}>
            ${isPending ? actionTexts.sending : describeAction(action).confirm}
          </button>
        </div>
      </div>
    </form>
  `;
}

const LOOKS: Partial<Record<ActionField, Partial<TextField<ActionField>>>> = {
  reason: { maxLength: 500, isLong: true },
  notes: { maxLength: 2000, isLong: true, isOptional: true },
  reference: { maxLength: 100, isOptional: true, autocapitalize: "none" },
  patron: { maxLength: 200, autocapitalize: "words" },
  moveToEventId: { maxLength: 200, list: "other-events", autocapitalize: "none" },
};

function drawField(view: ActionView, name: ActionField) {
  if (name === "method") return drawMethodField(view, view.answer.paymentMethods, legendOf(view.action));
  if (isMoneyField(name))
    return view.action === "refund" ? drawRefundField(view, name) : drawPart(view, name);
  const { action, subject } = view;
  const look = name === "receivedOn" ? dateLook(subject) : LOOKS[name];
  const field = drawTextField<ActionField>(view, { name, label: labelOf(name, action), ...look });
  return name === "moveToEventId" ? html`${field}${drawOtherEvents(view)}` : field;
}

/** A payment of several kinds of money has a field for each, and says what is left of it. */
function drawRefundField(view: ActionView, name: MoneyField) {
  const { entry, left, currency } = view.subject;
  const { code } = currency;
  if (!hasParts(entry))
    return drawMoneyField<ActionField>(view, {
      name,
      code,
      label: actionTexts.amount(code),
      isRequired: true,
    });
  const hint = actionTexts.left(formatMoney(toMoney(left[name], currency)));
  return drawMoneyField<ActionField>(view, { name, code, label: actionTexts.from(name), hint });
}

/** Tip and security deposit are drawn together, after the amount. */
function drawPart(view: ActionView, name: MoneyField) {
  const { code } = view.subject.currency;
  if (name === "amount") return drawAmountField<ActionField>(view, { ...view, code });
  return name === "gratuity" ? drawExtras<ActionField>(view, { ...view, code }) : nothing;
}

/** A refund says where the money went, not where it came from. */
const legendOf = (action: ActionName) => (action === "refund" ? actionTexts.givenBackHow : undefined);

const dateLook = ({ today }: ActionSubject) => ({ type: "date", max: today }) as const;

function drawOtherEvents({ otherEvents }: ActionView) {
  return html`
    <datalist id="other-events">
      ${otherEvents.map(({ id, title }) => html`<option value=${id}>${title ?? id}</option>`)}
    </datalist>
  `;
}
