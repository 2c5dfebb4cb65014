/** A map that keeps the most recently used values. */
export interface RecentMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

/** Creates a map of at most `maxSize` values. The least recently used value is removed first. */
export function createRecentMap<Key, Value>(maxSize: number): RecentMap<Key, Value> {
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
      if (values.size > maxSize && oldest !== undefined) values.delete(oldest);
    },

    delete: (key) => void values.delete(key),
  };
}
