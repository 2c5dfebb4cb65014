/** A map that keeps what was used last. */
export interface RecentMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

/** A map of at most so many values: one more takes the place of the one that was not used for the longest. */
export function createRecentMap<Key, Value>(most: number): RecentMap<Key, Value> {
  const values = new Map<Key, Value>();
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },

    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },

    delete: (key) => void values.delete(key),
  };
}
