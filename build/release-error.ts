/** There can be no release; the message is a sentence that says what to do. */
export class ReleaseError extends Error {
  override name = "ReleaseError";
}
