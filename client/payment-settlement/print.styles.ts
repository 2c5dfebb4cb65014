import { css } from "lit";

/**
 * The sheet on paper: black on white whatever the screen shows, and small enough that an event with about 25 entries fits on one
 * page, Letter or A4. A rem is the root font size set here.
 */
export const printStyles = css`
  @page {
    margin: 12mm 14mm;
  }

  :root {
    --_text: #000000;
    --_muted: #333333;
    --_border: #b5b5b5;
    --_control-border: #777777;
    --_warning: #000000;
    --_warning-surface: #ffffff;
    --_radius: 0;
    --side-start: left;
    --side-end: right;

    background: #ffffff;
    color: #000000;
    font: 9pt / 1.25 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    color-scheme: only light;
  }

  :root:dir(rtl) {
    --side-start: right;
    --side-end: left;

    text-align: right;
  }

  :root:dir(rtl) * {
    unicode-bidi: plaintext;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  body {
    margin: 0;
  }

  /* A document without a doctype is in quirks mode, where tables do not inherit fonts. */
  table {
    color: inherit;
    font: inherit;
  }

  .sheet,
  .closing {
    gap: 0.75rem;
  }

  .sheet-title {
    font-size: 1.5rem;
    line-height: 1.2;
  }

  .section {
    gap: 0.125rem;
  }

  .look {
    padding-block: 0.125rem;
  }

  .sums {
    grid-template-columns: 1fr 1fr;
  }

  th,
  td,
  .figure {
    padding-block: 0.125rem;
  }

  thead {
    display: table-header-group;
  }

  tr,
  .look,
  .closing {
    break-inside: avoid;
  }

  h3 {
    break-after: avoid;
  }

  [data-warning] {
    padding: 0.375rem 0.625rem;
    border: 1px solid #000000;
    border-inline-start-width: 4px;
  }
`;
