/** The store did not answer, or could not take the request now. Whether a write happened is not known. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
}
