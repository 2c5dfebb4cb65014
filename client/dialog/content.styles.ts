import { css } from "lit";

/** The styles of dialog content other than fields: an existing entry, and the question about it. */
export const contentStyles = css`
  form {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  .alert-place .alert {
    margin-bottom: 0.75rem;
  }

  .question-heading {
    font-size: 1.0625rem;
    font-weight: 700;
  }

  .existing {
    padding: 0.875rem 1rem;
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_sunken);
    overflow-wrap: anywhere;
  }

  .existing-headline {
    display: flex;
    gap: 1rem;
    justify-content: space-between;
    font-size: 1.0625rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  .first-choice {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .first-choice:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
`;
