import { ReleaseError } from "./release-error.ts";

const STEPS = ["major", "minor", "patch"];
const VERSION = /^\d+\.\d+\.\d+$/;

/** The version that a word asks for: a step from the current one, or a version itself. Throws a `ReleaseError` when it is not newer. */
export function nextVersion(current: string, word: string): string {
  if (VERSION.test(word)) return assertNewer(word, current);
  const step = STEPS.indexOf(word);
  if (step < 0) throw new ReleaseError(`"${word}" is no version: say patch, minor, major or 1.2.3.`);
  const numbers = current.split(".").map(Number);
  return numbers.map((number, place) => (place > step ? 0 : number + (place === step ? 1 : 0))).join(".");
}

function assertNewer(version: string, current: string): string {
  if (version.localeCompare(current, "en", { numeric: true }) > 0) return version;
  throw new ReleaseError(`${version} is not newer than ${current}.`);
}
