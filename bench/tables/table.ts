import type { Row } from "../measure/rows.ts";

/** One table of the benchmark. */
export interface Table {
  number: number;
  title: string;
  /** What is measured, against what, on which engine: sentences for the reader of the results. */
  about: string;
  measure(report: (progress: string) => void): Promise<Row[]>;
}
