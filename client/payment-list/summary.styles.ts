import { css } from "lit";

/** The styles of the head of a card: total, meter and totals by method. */
export const summaryStyles = css`
  /* Takes nearly all the space next to the actions; where they wrap, they fill their own line. */
  .collected {
    flex: 999 1 auto;
    min-width: 0;
  }

  .label,
  .agreed {
    display: block;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .total {
    display: block;
    font-size: 1.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }

  .agreed {
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    display: block;
    width: 100%;
    height: 0.5rem;
    border-radius: 99px;
    background: var(--_sunken);
  }

  .bar:dir(rtl) {
    transform: scaleX(-1);
  }

  .bar-fill {
    fill: var(--_accent);
  }

  .bar-fill[data-negative] {
    fill: var(--_danger);
  }

  .meter {
    margin-top: 0.75rem;
  }

  .meter .bar {
    height: 0.625rem;
    outline: 1px solid var(--_border);
    outline-offset: -1px;
  }

  .meter[data-state="PAID_IN_FULL"] .bar-fill {
    fill: var(--_success);
  }

  .bar-mark {
    fill: var(--_text);
  }

  .balance,
  .summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.875rem;
    margin-top: 0.375rem;
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .balance [data-kind="due"],
  .balance [data-kind="credit"] {
    color: var(--_text);
    font-weight: 600;
  }

  .balance [data-kind="paid"],
  .balance [data-kind="covered"] {
    color: var(--_success);
    font-weight: 600;
  }

  .balance [data-kind="deposit"] {
    color: var(--_warning);
    font-weight: 600;
  }

  .methods {
    width: 100%;
    margin-top: 0.25rem;
    border-collapse: collapse;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .methods th {
    padding: 0;
    font-weight: 400;
    text-align: var(--side-start);
    white-space: nowrap;
  }

  .methods td {
    padding: 0;
  }

  .methods .method-bar {
    width: 100%;
    padding-inline: 0.625rem;
  }

  .method-total {
    font-variant-numeric: tabular-nums;
    text-align: var(--side-end);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }

    .bar-fill {
      fill: Highlight;
    }

    .bar-mark {
      fill: CanvasText;
    }
  }
`;
