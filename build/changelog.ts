/** A release: its version and its day. */
export interface ReleaseName {
  version: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

const UNRELEASED = "## [Unreleased]\n";

/** The changes listed as unreleased in the changelog; empty if it lists none. */
export function unreleasedChanges(changelog: string): string {
  const [, after = ""] = changelog.split(UNRELEASED);
  const [section = ""] = after.split(/^## /m);
  return /^- /m.test(section) ? section.trim() : "";
}

/** The changelog with its unreleased changes moved into a release. */
export function cutChangelog(changelog: string, { version, day }: ReleaseName): string {
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n## [${version}] - ${day}\n`);
}
