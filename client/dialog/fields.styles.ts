import { css } from "lit";

/** The styles of form fields. Text is 16 pixels, because phones zoom the page for smaller text. */
export const fieldStyles = css`
  .field {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  label,
  legend {
    display: block;
    padding: 0;
    margin-bottom: 0.3125rem;
    font-size: 0.9375rem;
    font-weight: 600;
  }

  .optional {
    color: var(--_muted);
    font-weight: 400;
  }

  .control {
    display: flex;
    align-items: stretch;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .control:focus-within {
    outline: 3px solid var(--_accent);
    outline-offset: 1px;
  }

  .prefix {
    align-self: center;
    padding-inline-start: 0.75rem;
    color: var(--_muted);
  }

  input:not([type="radio"]),
  textarea {
    flex: 1;
    width: 100%;
    min-width: 0;
    min-height: 44px;
    margin: 0;
    padding: 0.625rem 0.75rem;
    border: 0;
    border-radius: inherit;
    outline: none;
    background: none;
    color: inherit;
    font: inherit;
    appearance: none;
    /* Room for the label above and the message below when the focus moves here. */
    scroll-margin-block: 2.5rem;
  }

  input:not([type="radio"]) {
    height: 2.875rem;
  }

  .prefix + input {
    padding-inline-start: 0.375rem;
  }

  input[inputmode="decimal"] {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .quiet {
    justify-self: start;
    margin-block: -0.5rem;
    padding-inline: 0;
    border-color: transparent;
    background: none;
    color: var(--_accent);
    font-size: 0.9375rem;
    text-align: var(--side-start);
  }

  .quiet:hover {
    background: none;
    text-decoration: underline;
  }

  .extras {
    display: grid;
    gap: 0.5rem;
  }

  .sum {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  textarea {
    display: block;
    resize: vertical;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr));
    gap: 1rem;
    align-items: start;
  }

  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: -0.5rem;
  }

  .suggestions button {
    max-width: 100%;
    overflow-wrap: anywhere;
    background: var(--_sunken);
    color: var(--_accent);
  }

  .chips {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(max(4.75rem, 20%), 1fr));
    gap: 0.5rem;
  }

  .chip {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    margin: 0;
    padding: 0.25rem;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: center;
    cursor: pointer;
  }

  .chip input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .chip:hover {
    background: var(--_sunken);
  }

  .chip:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .chip:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  .fault {
    margin: 0.3125rem 0 0;
    color: var(--_danger);
    font-size: 0.9375rem;
  }

  .fault:empty {
    display: none;
  }

  .field:has([aria-invalid="true"]) .control {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .field[aria-invalid="true"] .chip:not(:has(:checked)) {
    border-color: var(--_danger);
  }
`;
