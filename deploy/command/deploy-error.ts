/** A deployment cannot continue; the message says what to do, in whole sentences. */
export class DeployError extends Error {
  override name = "DeployError";

  /** Whether a check found a fault, as opposed to a check that could not run. */
  readonly isFinding: boolean;

  constructor(message: string, { isFinding = false }: { isFinding?: boolean } = {}) {
    super(message);
    this.isFinding = isFinding;
  }
}
