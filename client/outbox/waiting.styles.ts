import { css } from "lit";

/** The styles of kept payments. */
export const waitingStyles = css`
  .waiting {
    padding-inline: 0.875rem;
    padding-block-end: 0.75rem;
    border: 1px dashed var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-surface);
  }

  .waiting .entry:first-child {
    border-top: 0;
  }

  .waiting .badge {
    border-color: var(--_warning);
    color: var(--_warning);
  }

  .waiting .badge[data-tone="stuck"] {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .waiting-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }

  .waiting-buttons p {
    flex-basis: 100%;
    color: var(--_text);
    font-size: 0.9375rem;
  }

  .waiting-buttons button {
    flex: 1 1 auto;
  }
`;
