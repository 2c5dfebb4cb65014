/** A deployment as seen from outside. */
export interface SmokePlace {
  /** The base address of the API, without a trailing slash. */
  origin: string;
  /** The path of the pages; starts and ends with a slash. */
  path: string;
  /** The path of the health endpoint, which differs on a joined distribution. */
  healthPath: string;
  /** The Function URL, which accepts requests only from the distribution. */
  apiUrl: string;
  /** The single file for pages of other servers; null to skip its check. */
  pinnedName: string | null;
  allowedOrigins: readonly string[];
  isJoined: boolean;
}
