/** A path pattern as CloudFront compares it: `*` matches any characters, `?` one; the leading slash is optional. */
const withSlash = (pattern: string) => (pattern.startsWith("/") ? pattern : `/${pattern}`);

/** Whether two patterns are the same for CloudFront. */
export const isSamePattern = (one: string, other: string): boolean => withSlash(one) === withSlash(other);

/** Whether `outer` matches every path that `inner` matches. */
export function covers(outer: string, inner: string): boolean {
  return follow(withSlash(outer), withSlash(inner), (wide, narrow) => {
    if (wide === "*") return true;
    return wide === narrow || (wide === "?" && narrow !== "*");
  });
}

/** Whether some path matches both patterns. */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [withSlash(one), withSlash(other)];
  const isLit = (pattern: string, at: number) => pattern[at] !== undefined && pattern[at] !== "*";
  const known = new Map<string, boolean>();
  const meet = (i: number, j: number): boolean => {
    const key = `${i} ${j}`;
    const answer = known.get(key) ?? look(i, j);
    known.set(key, answer);
    return answer;
  };
  const look = (i: number, j: number): boolean => {
    if (i === left.length && j === right.length) return true;
    if (left[i] === "*" && (meet(i + 1, j) || (isLit(right, j) && meet(i, j + 1)))) return true;
    if (right[j] === "*" && (meet(i, j + 1) || (isLit(left, i) && meet(i + 1, j)))) return true;
    if (!isLit(left, i) || !isLit(right, j)) return false;
    const isSame = left[i] === right[j] || left[i] === "?" || right[j] === "?";
    return isSame && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}

/** Matches a pattern against a text; `*` matches any number of characters. */
function follow(pattern: string, text: string, fits: (one: string, other: string) => boolean): boolean {
  // The positions in the pattern that are reachable after the characters read so far.
  let places = reachEmpty(pattern, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      const step = pattern[place];
      if (step === undefined || !fits(step, character)) continue;
      next.add(step === "*" ? place : place + 1);
    }
    places = reachEmpty(pattern, next);
  }
  return places.has(pattern.length);
}

/** A `*` may also match nothing. */
function reachEmpty(pattern: string, places: Set<number>): Set<number> {
  const reached = new Set(places);
  for (const place of reached) if (pattern[place] === "*") reached.add(place + 1);
  return reached;
}
