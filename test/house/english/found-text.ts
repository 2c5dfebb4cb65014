/** A text that a developer, operator or integrator reads. */
export interface Found {
  kind: "text" | "comment" | "sentence" | "description" | "test name" | "name";
  text: string;
  /** Position in the file. */
  offset: number;
}
