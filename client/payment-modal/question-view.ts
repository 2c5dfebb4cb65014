import { html, nothing, type TemplateResult } from "lit";
import type { EventAnswer } from "../api/event-answer.ts";
import { drawExisting } from "../entry/existing-view.ts";
import type { Question } from "./refusals.ts";
import { formTexts, questionTexts } from "./texts.ts";

/** The input of `drawQuestion`. */
export interface QuestionView {
  question: Question;
  answer: EventAnswer;
  isPending: boolean;
  onConfirm: () => void;
  onDecline: () => void;
}

/** The existing entry and the two options. */
export function drawQuestion(view: QuestionView): TemplateResult {
  const { question, isPending } = view;
  const isDuplicate = question.kind === "duplicate";
  return html`
    <div part="body" class="body question" role="alert">
      <p class="question-heading">${isDuplicate ? questionTexts.duplicateHeading : questionTexts.conflictHeading}</p>
      <p>${isDuplicate ? questionTexts.duplicate : questionTexts.conflict}</p>
      ${drawExisting(question.existing, view.answer)} ${drawDifference(question)}
    </div>
    <div part="footer" class="footer">
      <div class="buttons">
        <button part="decline-button" class="first-choice" type="button" aria-disabled=${isPending} @click=${view.onDecline}>
          ${isDuplicate ? questionTexts.goBack : questionTexts.keepEarlier}
        </button>
        <button part="confirm-button" type="button" aria-disabled=${isPending} @click=${view.onConfirm}>
          ${isPending ? formTexts.submitting : isDuplicate ? questionTexts.logAnyway : questionTexts.logSeparately}
        </button>
      </div>
    </div>
  `;
}

function drawDifference(question: Question) {
  if (question.kind !== "conflict" || question.differingFields.length === 0) return nothing;
  const labels: Record<string, string> = questionTexts.fields;
  const names = question.differingFields.map((field) => labels[field] ?? field);
  return html`<p>${questionTexts.conflictDiffers(names.join(", "))}</p>`;
}
