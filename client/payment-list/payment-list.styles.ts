import { css } from "lit";
import { entryStyles } from "./entry.styles.ts";
import { toolbarStyles } from "./toolbar.styles.ts";

const frameStyles = css`
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

/** The look of `<payment-list>`. */
export const listStyles = [frameStyles, entryStyles, toolbarStyles];
