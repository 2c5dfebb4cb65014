/** What a release is called, and when it is made. */
export interface ReleaseName {
  version: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

const UNRELEASED = "## [Unreleased]\n";

/** What the changelog says is new since the last release; empty when no entry is there. */
export function unreleasedChanges(changelog: string): string {
  const [, after = ""] = changelog.split(UNRELEASED);
  const [section = ""] = after.split(/^## /m);
  return /^- /m.test(section) ? section.trim() : "";
}

/** The changelog in which what was new belongs to a release. */
export function cutChangelog(changelog: string, { version, day }: ReleaseName): string {
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n## [${version}] - ${day}\n`);
}
