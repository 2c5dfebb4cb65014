import type { Connection } from "./connection.ts";
import { PaymentsApi } from "./payments-api.ts";

/** The key of a missing value, because the keys of a `WeakMap` must be objects. */
const NONE = {};

const apis = new Map<string, WeakMap<object, WeakMap<object, PaymentsApi>>>();

/** The client for this connection: elements with the same connection share it and its requests. */
export function sharedApi(connection: Connection): PaymentsApi {
  const byToken = getOrAdd(
    apis,
    connection.endpoint,
    () => new WeakMap<object, WeakMap<object, PaymentsApi>>(),
  );
  const byFetch = getOrAdd(byToken, connection.getToken ?? NONE, () => new WeakMap<object, PaymentsApi>());
  return getOrAdd(byFetch, connection.fetch ?? NONE, () => new PaymentsApi(connection));
}

interface MapLike<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function getOrAdd<Key, Value>(map: MapLike<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}
