import { css } from "lit";
import { dialogStyles } from "../dialog/dialog.styles.ts";
import { fieldStyles } from "../dialog/fields.styles.ts";

const amountStyles = css`
  @media (min-width: 40rem) {
    dialog {
      width: min(var(--payment-modal-width, 33rem), 26rem);
    }
  }

  .control input {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
`;

/** The styles of the terms dialog: those of `<payment-modal>`, with two amounts. */
export const termsStyles = [dialogStyles, fieldStyles, amountStyles];
