/** One way in which a table is not as the payments need it, and how whoever owns it mends that. */
export interface TableDifference {
  /** What differs, and what for it matters. */
  sentence: string;
  /** What mending it costs others; it is to be read before the commands are run. */
  cost?: string;
  /** Commands for a shell, in this order, each to be run as it stands. None where AWS can change nothing about it. */
  commands: string[];
  /** What can be done instead, mostly in the operator's file. */
  instead?: string;
}

/** The table that is looked at, as commands name it. */
export interface TablePlace {
  tableName: string;
  region: string;
}
