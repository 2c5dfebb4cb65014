import { css } from "lit";

/** The styles of a toast. It is at the top edge, because buttons are at the bottom. */
export const toastStyles = css`
  /* The host is an unnamed element among the page's own: the page's rules for such elements must not hide it. */
  :host {
    display: block !important;
  }

  .toast {
    position: fixed;
    inset: max(1rem, env(safe-area-inset-top)) 0 auto;
    width: fit-content;
    max-width: min(28rem, calc(100vw - 2rem));
    margin: 0 auto;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
  }

  p {
    margin: 0;
    padding: 0.875rem 1.125rem;
    border-radius: var(--_radius);
    background: var(--_text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.28);
    color: var(--_surface);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  /* A separate box, because the text may contain the character that ends a bidi isolate. */
  bdi {
    display: inline-block;
  }

  p[data-tone="failure"] {
    border-inline-start: 5px solid var(--payment-danger, #ff8a80);
  }

  p[data-tone="success"]::before {
    content: "✓" / "";
    margin-inline-end: 0.5rem;
  }
`;
