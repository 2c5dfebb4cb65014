import { ReleaseError } from "./release-error.ts";

const STEPS = ["major", "minor", "patch"];
const VERSION = /^\d+\.\d+\.\d+$/;

/** The requested version: a step from the current one, or a version itself. Throws a `ReleaseError` if it is not newer. */
export function nextVersion(current: string, word: string): string {
  if (VERSION.test(word)) return assertNewer(word, current);
  const step = STEPS.indexOf(word);
  if (step < 0)
    throw new ReleaseError(`"${word}" is not a version. Use patch, minor, major or a version such as 1.2.3.`);
  const numbers = current.split(".").map(Number);
  return numbers.map((number, place) => (place > step ? 0 : number + (place === step ? 1 : 0))).join(".");
}

function assertNewer(version: string, current: string): string {
  if (version.localeCompare(current, "en", { numeric: true }) > 0) return version;
  throw new ReleaseError(`${version} is not newer than ${current}.`);
}
