import { html, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import type { EntryFragment } from "../api/generated/graphql.ts";
import { drawMethodField, drawNotice, drawTextField, type TextField } from "../dialog/fields.ts";
import { drawExisting } from "../entry/existing-view.ts";
import { currencySign } from "../shared/form-formats.ts";
import {
  type ActionFaults,
  type ActionField,
  type ActionSubject,
  type ActionValues,
  fieldsOf,
  labelOf,
} from "./action-values.ts";
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
            <button part="choice" class="choice" type="button" @click=${() => view.onChoose(action)}>
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
        ${fieldsOf[action].map((name) => drawField(view, name))}
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
  const { action, subject } = view;
  const { currency } = subject.entry.refundedAmount;
  const look =
    name === "amount" ? amountLook(currency) : name === "receivedOn" ? dateLook(subject) : LOOKS[name];
  const field = drawTextField<ActionField>(view, { name, label: labelOf(name, action, currency), ...look });
  return name === "moveToEventId" ? html`${field}${drawOtherEvents(view)}` : field;
}

/** A refund says where the money went, not where it came from. */
const legendOf = (action: ActionName) => (action === "refund" ? actionTexts.givenBackHow : undefined);

const amountLook = (currency: string) =>
  ({ inputMode: "decimal", maxLength: 40, prefix: currencySign(currency) }) as const;

const dateLook = ({ today }: ActionSubject) => ({ type: "date", max: today }) as const;

function drawOtherEvents({ otherEvents }: ActionView) {
  return html`
    <datalist id="other-events">
      ${otherEvents.map(({ id, title }) => html`<option value=${id}>${title ?? id}</option>`)}
    </datalist>
  `;
}
