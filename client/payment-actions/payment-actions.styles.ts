import { css } from "lit";
import { contentStyles } from "../dialog/content.styles.ts";
import { dialogStyles } from "../dialog/dialog.styles.ts";
import { fieldStyles } from "../dialog/fields.styles.ts";

const choiceStyles = css`
  .choices {
    display: grid;
    gap: 0.625rem;
  }

  .choice {
    display: grid;
    gap: 0.125rem;
    padding: 0.75rem 1rem;
    text-align: var(--side-start);
  }

  .choice span {
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 400;
  }
`;

/** The styles of the actions dialog: those of `<payment-modal>`, plus the choices. */
export const actionStyles = [dialogStyles, contentStyles, fieldStyles, choiceStyles];
