/** The table as a whole, for operators' commands; nothing here is on the path of a request. */
export interface TableScan {
  /** The ids of all events that have rows of payments, ours or old, each once; reads the whole table. */
  eventsWithEntries(): AsyncGenerator<string>;
  /** When adoption was ended; from then on, old rows that appear are findings. Null while it goes on. */
  adoptionFinishedAt(): Promise<string | null>;
  /** Ends adoption. */
  finishAdoption(at: string): Promise<void>;
}
