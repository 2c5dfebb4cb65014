import { css } from "lit";

/** The look of the buttons beside "Log payment": there when needed, and quieter than it. */
export const toolbarStyles = css`
  .tool {
    flex: 1 1 auto;
    padding-inline: 0.75rem;
    border-color: var(--_border);
    font-size: 0.9375rem;
  }
`;
