import { css } from "lit";

/** The styles of an entry. */
export const entryStyles = css`
  .entry {
    padding: 0.75rem 0;
    border-top: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }

  .group:last-child > .entry:last-child {
    padding-bottom: 0;
  }

  .headline {
    display: flex;
    gap: 0.75rem;
    align-items: baseline;
    justify-content: space-between;
    font-weight: 600;
  }

  .amount {
    flex: none;
    font-variant-numeric: tabular-nums;
    text-align: var(--side-end);
    white-space: nowrap;
  }

  .amount[data-not-counted] {
    flex: 0 1 auto;
    white-space: normal;
  }

  .entry[data-taken-back] .headline,
  .amount[data-not-counted] {
    color: var(--_muted);
  }

  .facts,
  .mails,
  .remark {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.625rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .last {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  .entry-button {
    flex: none;
    margin-block: -0.25rem -0.375rem;
    padding-inline: 0.75rem;
    border-color: transparent;
    background: none;
    color: var(--_accent);
    font-size: 0.9375rem;
  }

  .reference {
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }

  .badge {
    padding: 0 0.5rem;
    border: 1px solid var(--_border);
    border-radius: 99px;
    background: var(--_sunken);
    color: var(--_text);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .remark {
    display: block;
    margin-top: 0.25rem;
    padding-inline-start: 0.625rem;
    border-inline-start: 2px solid var(--_border);
    white-space: pre-wrap;
  }

  .history {
    margin-top: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  /* Without this, every item sets a CSS counter, and the browser walks through all earlier lines to place it. */
  .history summary {
    counter-increment: none;
    display: flex;
    gap: 0.375rem;
    align-items: center;
    min-height: 44px;
    margin-block: -0.5rem;
    border-radius: var(--_radius);
    cursor: pointer;
  }

  .history summary::before {
    content: "▸" / "";
  }

  .history[open] summary::before {
    content: "▾" / "";
  }

  .history:not([open]) summary:dir(rtl)::before {
    content: "◂" / "";
  }

  .history summary:focus-visible {
    outline: 3px solid var(--_accent);
  }

  .folded {
    margin: 0;
    padding: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid var(--_border);
    list-style: none;
  }

  .folded .entry:first-child {
    border-top: 0;
  }

  .mail::before {
    margin-inline-end: 0.375em;
    font-weight: 700;
  }

  .mail[data-status="SENT"] {
    color: var(--_success);
  }

  .mail[data-status="SENT"]::before {
    content: "✓" / "";
  }

  .mail[data-status="PENDING"]::before {
    content: "…" / "";
  }

  .mail[data-status="FAILED"] {
    color: var(--_danger);
  }

  .mail[data-status="FAILED"]::before {
    content: "!" / "";
  }

  .mail[data-status="OFF"]::before {
    content: "–" / "";
  }
`;
