/** A deployment cannot go on; the message is whole sentences that say what to do. */
export class DeployError extends Error {
  override name = "DeployError";

  /** Whether something was looked at and found wrong, rather than that the looking did not work. */
  readonly isFinding: boolean;

  constructor(message: string, { isFinding = false }: { isFinding?: boolean } = {}) {
    super(message);
    this.isFinding = isFinding;
  }
}
