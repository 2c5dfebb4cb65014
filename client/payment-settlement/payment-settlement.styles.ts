import { css } from "lit";
import { dialogStyles } from "../dialog/dialog.styles.ts";
import { sheetStyles } from "./sheet.styles.ts";

const screenStyles = css`
  @media (min-width: 40rem) {
    dialog {
      width: min(56rem, 100% - 3rem);
    }

    .buttons {
      justify-content: end;
    }

    .buttons :is(button, .primary) {
      flex: 0 1 9rem;
    }
  }

  .on-paper {
    display: none;
  }

  .body:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }

  .print-frame {
    position: fixed;
    inset-block-end: 0;
    inset-inline-start: 0;
    width: 0;
    height: 0;
    border: 0;
    visibility: hidden;
  }

  /* On a phone an entry has two lines: patron and amount, then the rest. */
  @media (max-width: 40rem) {
    .ledger thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .ledger,
    .ledger tbody {
      display: block;
    }

    .ledger tr {
      display: grid;
      grid-template-columns: auto auto 1fr auto;
      gap: 0 0.625rem;
      padding-block: 0.5rem;
      border-bottom: 1px solid var(--_border);
    }

    .ledger tbody :is(th, td) {
      padding: 0;
      border: 0;
    }

    .ledger .patron {
      grid-area: 1 / 1 / auto / span 3;
    }

    .ledger .amount {
      grid-area: 1 / 4;
    }

    .ledger .method {
      grid-column: 3 / span 2;
    }

    .ledger tbody :is(.number, .received, .method) {
      color: var(--_muted);
      font-size: 0.875rem;
    }

    .ledger tbody .number::before {
      content: "#" / "";
    }
  }
`;

/** The styles of the dialog: those of `<payment-modal>`, wider, plus the sheet. */
export const settlementStyles = [dialogStyles, sheetStyles, screenStyles];
