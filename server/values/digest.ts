import { hash } from "node:crypto";

/** SHA-256 of a text as hexadecimal. */
export function sha256(text: string): string {
  return hash("sha256", text);
}

const GROUPS = /.{1,4}/g;
const GROUPS_PER_LINE = 8;

/** A hash in groups that a person can compare: two lines of eight groups. */
export function groupHash(hash: string): string {
  const groups = hash.match(GROUPS) ?? [];
  const lines = [groups.slice(0, GROUPS_PER_LINE), groups.slice(GROUPS_PER_LINE)];
  return lines.map((line) => line.join(" ")).join("\n");
}
