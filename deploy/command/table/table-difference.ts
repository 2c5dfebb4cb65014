/** One way in which a table does not meet the requirements, and how its owner fixes that. */
export interface TableDifference {
  /** What differs, and why it matters. */
  sentence: string;
  /** What the fix costs others; shown before the commands. */
  cost?: string;
  /** Shell commands, to run in this order. Empty if no command can fix it. */
  commands: string[];
  /** What to do instead, usually in the operator file. */
  instead?: string;
}

/** The table to check, as commands name it. */
export interface TablePlace {
  tableName: string;
  region: string;
}
