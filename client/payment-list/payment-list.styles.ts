import { css } from "lit";

/** The look of `<payment-list>`. */
export const listStyles = css`
  :host {
    display: block;
  }

  p {
    margin: 0;
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  /* Takes nearly all the room in a line of its own with the actions; where they wrap, they fill theirs. */
  .collected {
    flex: 999 1 auto;
    min-width: 0;
  }

  .label {
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

  .summary {
    display: flex;
    flex-wrap: wrap;
    flex-basis: 100%;
    gap: 0 0.875rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .by-method {
    white-space: nowrap;
  }

  .actions {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .actions .primary {
    flex: 1 1 auto;
    padding-inline: 0.875rem;
  }

  .actions .primary::before {
    content: "+" / "";
    margin-inline-end: 0.375rem;
    font-weight: 700;
  }

  .entries {
    margin: 0.875rem 0 0;
    padding: 0;
    list-style: none;
  }

  .entry {
    padding: 0.75rem 0;
    border-top: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }

  .entry:last-child {
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
    text-align: end;
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

  .message {
    margin-top: 0.75rem;
    padding: 0.875rem 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
    color: var(--_muted);
    font-size: 0.9375rem;
  }

  .message:first-child {
    margin-top: 0;
  }

  .failure {
    background: var(--_danger-surface);
    color: var(--_text);
  }

  .failure button {
    margin-top: 0.625rem;
  }

  .more {
    margin-top: 0.875rem;
    text-align: center;
  }

  .more button {
    width: 100%;
  }

  .more p {
    margin-bottom: 0.5rem;
    color: var(--_danger);
  }

  .skeleton {
    display: grid;
    gap: 0.75rem;
  }

  .skeleton i {
    height: 1rem;
    border-radius: 6px;
    background: var(--_sunken);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }

  .skeleton i:first-child {
    width: 45%;
    height: 2rem;
  }

  .skeleton i:last-child {
    width: 80%;
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton i {
      animation: none;
    }
  }
`;
