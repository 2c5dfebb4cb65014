import { css } from "lit";

/**
 * The styles of `<payment-state>`. Its fills are the same in light and dark mode, like a traffic light's, and their text has a
 * contrast of at least 7:1, because it is read in sunlight.
 */
export const stateStyles = css`
  :host {
    --_clear: var(--payment-clear, #00602e);
    --_on-clear: var(--payment-on-clear, #ffffff);
    --_stop: var(--payment-stop, #b00020);
    --_on-stop: var(--payment-on-stop, #ffffff);
    --_unsure: var(--payment-unsure, #ffc400);
    --_on-unsure: var(--payment-on-unsure, #1a1400);
  }

  /* A size container has no width if a page sizes it by its content: the banner would be invisible. */
  .base {
    container-type: inline-size;
    contain-intrinsic-inline-size: 17rem;
    grid-column: 1 / -1;
    inline-size: 100%;
  }

  p {
    margin: 0;
  }

  /* With forced colours, only the border replaces the fill. */
  .banner {
    display: flex;
    flex-direction: column;
    justify-content: center;
    box-sizing: border-box;
    min-height: 17rem;
    padding: clamp(1.25rem, 6cqi, 3rem);
    border: 4px solid transparent;
    border-radius: calc(var(--_radius) * 2);
    background: var(--_sunken) border-box;
    color: var(--_text);
    font-size: 1.375rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .banner[data-tone="clear"] {
    background-color: var(--_clear);
    color: var(--_on-clear);
  }

  .banner[data-tone="stop"] {
    background-color: var(--_stop);
    color: var(--_on-stop);
  }

  .banner[data-tone="unsure"] {
    background-color: var(--_unsure);
    color: var(--_on-unsure);
  }

  .banner[data-tone="checking"] {
    border-color: var(--_border);
  }

  .icon {
    flex: none;
    width: 5rem;
    width: clamp(5rem, 30cqi, 9rem);
    margin-bottom: 0.75rem;
    fill: none;
    stroke: currentcolor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 5;
  }

  .headline {
    font-size: 3rem;
    font-size: clamp(2.5rem, 15cqi, 7rem);
    font-weight: 800;
    letter-spacing: -0.02em;
    line-height: 1.02;
    text-wrap: balance;
  }

  /* Keeps a word and its dots together. */
  .banner[data-tone="checking"] .headline {
    font-size: clamp(2.25rem, 12cqi, 6rem);
  }

  .sentence {
    margin-top: 0.75rem;
    font-size: clamp(1.375rem, 6.5cqi, 2.25rem);
    font-weight: 700;
    line-height: 1.2;
    text-wrap: balance;
  }

  .reason {
    margin-top: 0.75rem;
    font-size: 1.25rem;
    font-weight: 600;
  }

  .event {
    margin-top: 1.25rem;
    padding-top: 1rem;
    border-top: 2px solid currentcolor;
    font-size: clamp(1.375rem, 4cqi, 1.75rem);
    font-weight: 600;
    text-wrap: balance;
  }

  .title,
  .date {
    display: block;
  }

  .date {
    font-size: 0.8em;
    font-variant-numeric: tabular-nums;
  }

  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding-top: 0.875rem;
  }

  /* On its own line the button fills it. */
  .checked {
    flex: 999 1 auto;
    font-size: 1.125rem;
    font-variant-numeric: tabular-nums;
  }

  button {
    flex: 1 1 auto;
    min-height: 52px;
    padding-inline: 1.25rem;
    font-size: 1.125rem;
  }
`;
