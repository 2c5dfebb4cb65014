import { css } from "lit";

/** The styles of `<payment-modal>`: a bottom sheet on phones, a centered card elsewhere. */
export const dialogStyles = css`
  :host {
    display: contents;
  }

  dialog {
    flex-direction: column;
    width: 100%;
    max-width: 100%;
    height: fit-content;
    max-height: 94dvh;
    margin: auto 0 0;
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: calc(var(--_radius) * 1.6) calc(var(--_radius) * 1.6) 0 0;
    background: var(--_surface);
    box-shadow: 0 -8px 40px rgb(0 0 0 / 0.25);
    color: inherit;
    font: inherit;
    overscroll-behavior: contain;
  }

  dialog[open] {
    display: flex;
    animation: rise 180ms ease-out;
  }

  dialog::backdrop {
    background: rgb(6 20 28 / 0.55);
  }

  @media (min-width: 40rem) {
    dialog {
      width: var(--payment-modal-width, 33rem);
      margin: auto;
      border-radius: calc(var(--_radius) * 1.6);
    }
  }

  p,
  h2 {
    margin: 0;
  }

  .header {
    display: flex;
    gap: 1rem;
    align-items: flex-start;
    justify-content: space-between;
    padding: 1.125rem 1.25rem 0.75rem;
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
  }

  .event-title {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .close {
    flex: none;
    width: 44px;
    margin-block-start: -0.375rem;
    margin-inline-end: -0.625rem;
    padding: 0;
    border-color: transparent;
    background: none;
    font-size: 1.625rem;
    font-weight: 400;
  }

  .body {
    display: grid;
    gap: 1rem;
    align-content: start;
    padding: 0.25rem 1.25rem 1.25rem;
    overflow-y: auto;
  }

  .footer {
    padding: 0.875rem 1.25rem max(0.875rem, env(safe-area-inset-bottom));
    border-top: 1px solid var(--_border);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem;
  }

  .buttons button {
    flex: 1 1 auto;
    padding-inline: 0.75rem;
  }

  .buttons .primary {
    flex-grow: 2;
  }

  button[aria-disabled="true"] {
    cursor: progress;
    opacity: 0.65;
  }

  .alert {
    padding: 0.75rem 0.875rem;
    border-radius: var(--_radius);
    background: var(--_warning-surface);
    font-size: 0.9375rem;
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 1.5rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    dialog[open] {
      animation: none;
    }
  }
`;
