import { css } from "lit";

/**
 * The theme of all elements. The elements use `--_name`; a page sets `--payment-name` to change it. Light and dark follow the
 * page's own `color-scheme`, so a page without a dark mode never gets dark elements.
 */
export const tokens = css`
  :host {
    --_accent: var(--payment-accent, light-dark(#0b5c7d, #7cc7e6));
    --_on-accent: var(--payment-on-accent, light-dark(#ffffff, #06222f));
    --_surface: var(--payment-surface, light-dark(#ffffff, #15232c));
    --_sunken: var(--payment-sunken, light-dark(#f2f6f8, #1d2e38));
    --_text: var(--payment-text, light-dark(#10212b, #e8f0f4));
    --_muted: var(--payment-muted, light-dark(#4c606c, #a9bac4));
    --_border: var(--payment-border, light-dark(#d3dee4, #31444f));
    --_control-border: var(--payment-control-border, light-dark(#7b8e99, #71868f));
    --_success: var(--payment-success, light-dark(#17663b, #7fd6a4));
    --_warning: var(--payment-warning, light-dark(#8a4b00, #f0bd6a));
    --_danger: var(--payment-danger, light-dark(#b3261e, #ffb0a8));
    --_danger-surface: var(--payment-danger-surface, light-dark(#fdf0ee, #3a2023));
    --_warning-surface: var(--payment-warning-surface, light-dark(#fdf4e3, #35290f));
    --_radius: var(--payment-radius, 10px);
    --_font: var(--payment-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Buttons are at least 44 pixels high, so that a thumb on a moving boat hits them. */
export const buttonStyles = css`
  button {
    min-height: 44px;
    padding: 0.5rem 1rem;
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 600 1rem / 1.2 var(--_font);
    cursor: pointer;
    touch-action: manipulation;
  }

  button:hover {
    background: var(--_sunken);
  }

  button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  button[disabled] {
    cursor: progress;
    opacity: 0.65;
  }

  .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .primary:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
`;
