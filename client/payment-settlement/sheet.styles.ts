import { css } from "lit";

/** The styles of the sheet, on screen and on paper. Figures are in columns. */
export const sheetStyles = css`
  .sheet {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .sheet p,
  .sheet dl,
  .sheet dd,
  .sheet ul,
  .sheet h2,
  .sheet h3 {
    margin: 0;
    padding: 0;
  }

  .sheet-header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 2rem;
    align-items: end;
    justify-content: space-between;
    color: var(--_muted);
    font-size: 0.9375rem;
  }

  .sums {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: 1.25rem 2.5rem;
    align-items: start;
  }

  .column {
    display: grid;
    gap: inherit;
  }

  .figure {
    display: flex;
    gap: 1rem;
    align-items: baseline;
    justify-content: space-between;
    padding-block: 0.3125rem;
    border-bottom: 1px solid var(--_border);
  }

  .figure dt {
    color: var(--_muted);
  }

  .figure dd {
    text-align: var(--side-end);
  }

  .figure[data-kind="rest"] :is(dt, dd) {
    color: inherit;
    font-size: 1.125rem;
    font-weight: 700;
  }

  .figure[data-kind="state"] {
    border-bottom: 0;
  }

  .figure[data-kind="state"] dd {
    font-weight: 600;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding-block: 0.3125rem;
    padding-inline: 0 0.75rem;
    border-bottom: 1px solid var(--_border);
    font-weight: 400;
    text-align: var(--side-start);
    vertical-align: baseline;
  }

  :is(th, td):last-child {
    padding-inline-end: 0;
  }

  thead th {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  tfoot :is(th, td) {
    border-bottom: 0;
    font-weight: 700;
  }

  .amount,
  .count,
  .number {
    text-align: var(--side-end);
    white-space: nowrap;
  }

  .received {
    white-space: nowrap;
  }

  .section {
    display: grid;
    gap: 0.375rem;
    min-width: 0;
  }

  h3 {
    font-size: 1rem;
  }

  .parts {
    display: block;
    font-variant-numeric: tabular-nums;
  }

  .limit,
  .detail,
  .reference,
  thead,
  .number {
    color: var(--_muted);
  }

  tbody .patron {
    font-weight: 600;
  }

  .mark {
    display: inline-block;
    padding: 0 0.4375rem;
    border: 1px solid var(--_control-border);
    border-radius: 99px;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  tr:has(.amount s) .patron bdi {
    color: var(--_muted);
    text-decoration: line-through;
  }

  .looks {
    list-style: none;
  }

  .look {
    display: flow-root;
    padding-block: 0.25rem;
  }

  .look + .look {
    border-top: 1px solid var(--_border);
  }

  .line {
    display: flex;
    gap: 1rem;
    justify-content: space-between;
  }

  .what,
  .detail,
  .pieces {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: baseline;
  }

  .detail {
    font-size: 0.9375rem;
  }

  [data-warning] {
    padding: 0.75rem 0.875rem;
    border-inline-start: 4px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-surface);
  }

  [data-warning] h3::before {
    content: "⚠\\fe0e" / "";
    margin-inline-end: 0.375rem;
    color: var(--_warning);
  }

  .closing {
    display: grid;
    gap: 1rem;
  }

  .ledger-head {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  code {
    color: var(--_text);
    font-family: ui-monospace, Menlo, Consolas, monospace;
  }

  .signatures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: 0 2.5rem;
  }

  .signatures p {
    margin-top: 2.75rem;
    padding-top: 0.25rem;
    border-top: 1px solid var(--_text);
    color: var(--_muted);
    font-size: 0.875rem;
  }
`;
