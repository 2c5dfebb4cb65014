/** Access to the whole table, for operator commands. No request uses it. */
export interface TableScan {
  /** The ids of all events that have payment rows, ours or legacy, each once. Reads the whole table. */
  eventsWithEntries(): AsyncGenerator<string>;
  /** When adoption was finished; from then on, new legacy rows are findings. Null while adoption continues. */
  adoptionFinishedAt(): Promise<string | null>;
  /** Finishes adoption. */
  finishAdoption(at: string): Promise<void>;
}
