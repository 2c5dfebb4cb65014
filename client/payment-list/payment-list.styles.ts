import { css } from "lit";
import { entryStyles } from "../entry/entry.styles.ts";
import { summaryStyles } from "./summary.styles.ts";

const frameStyles = css`
  /* A page may have turned the element into a row or a grid. */
  .base {
    grid-column: 1 / -1;
    inline-size: 100%;
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

  /* Groups out of view keep their size without being rendered. */
  .entries[data-long] > .group {
    content-visibility: auto;
    contain-intrinsic-size: auto 150rem;
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

  .base > .message:first-child,
  .base > slot:first-child > .message {
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

/** The styles of the buttons next to "Log payment", less prominent than it. */
const toolbarStyles = css`
  .tool {
    flex: 1 1 auto;
    padding-inline: 0.75rem;
    border-color: var(--_border);
    font-size: 0.9375rem;
  }
`;

/** The styles of `<payment-list>`. */
export const listStyles = [frameStyles, summaryStyles, entryStyles, toolbarStyles];
