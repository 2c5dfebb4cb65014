/** The store did not answer or cannot take requests now. It is unknown whether a write succeeded. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}
