/** A deployment as it is found from outside. */
export interface SmokePlace {
  /** The address of the API's paths, without a slash at its end. */
  origin: string;
  /** The path below which the pages are; begins and ends with a slash. */
  path: string;
  /** Where health is told: another path on a distribution of somebody else's. */
  healthPath: string;
  /** The Function URL, which nobody but the distribution may ask. */
  apiUrl: string;
  /** The one file for pages of other servers; null where it is not to be asked for. */
  pinnedName: string | null;
  allowedOrigins: readonly string[];
  isJoined: boolean;
}
