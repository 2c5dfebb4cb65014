import type { TextRule } from "./allowed-values.ts";

/**
 * The fields of a JSON object, each read once. A fault does not stop the reading: it is added to the list with its path, and a
 * placeholder is returned, so that one run finds all faults.
 */
export interface JsonFields {
  /** Whether the field is present. */
  has(name: string): boolean;
  /** The path of a field, e.g. `table.adopt.streamArn`. */
  path(name: string): string;
  text(name: string, rule: TextRule): string;
  optionalText(name: string, rule: TextRule): string | null;
  flag(name: string, otherwise: boolean): boolean;
  /** An integer from `min` to `max`. */
  integer(name: string, range: { min: number; max: number }): number | null;
  oneOf<Value extends string | number>(name: string, values: readonly Value[], otherwise: Value): Value;
  texts(name: string): string[];
  textMap(name: string): Record<string, string>;
  object(name: string): JsonFields;
  /** Reports the fields that were not read. Call it last. */
  end(): void;
}

/** Opens a JSON value for reading. Faults are added to `faults`. */
export function openFields(json: unknown, faults: string[], at = ""): JsonFields {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  if (!isObject) faults.push(`${at || "The file"} is not a JSON object.`);
  const given: Record<string, unknown> = isObject ? { ...json } : {};
  const known = new Set<string>();
  const path = (name: string) => (at ? `${at}.${name}` : name);
  const has = (name: string) => given[name] !== undefined && given[name] !== null;

  function fault(name: string, sentence: string): void {
    // If the object itself is missing, its fields are not reported one by one.
    if (isObject) faults.push(`${path(name)} ${sentence}`);
  }

  function take(name: string): unknown {
    known.add(name);
    return given[name] ?? undefined;
  }

  function optionalText(name: string, rule: TextRule): string | null {
    const value = take(name);
    if (value === undefined) return null;
    if (typeof value === "string" && rule.pattern.test(value)) return value;
    fault(name, `must be ${rule.is}, not ${JSON.stringify(value)}.`);
    return null;
  }

  return {
    has,
    path,
    optionalText,
    text(name, rule) {
      if (!has(name)) fault(name, `is missing: ${rule.is}.`);
      return optionalText(name, rule) ?? "";
    },
    flag(name, otherwise) {
      const value = take(name) ?? otherwise;
      if (typeof value !== "boolean") fault(name, `must be true or false, not ${JSON.stringify(value)}.`);
      return value === true;
    },
    integer(name, { min, max }) {
      const value = take(name) ?? null;
      const isInside = typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
      if (value === null || isInside) return value as number | null;
      fault(name, `must be an integer from ${min} to ${max}, not ${JSON.stringify(value)}.`);
      return null;
    },
    oneOf(name, values, otherwise) {
      const value = take(name) ?? otherwise;
      const found = values.find((one) => one === value);
      if (found === undefined)
        fault(name, `must be one of ${values.join(", ")}, not ${JSON.stringify(value)}.`);
      return found ?? otherwise;
    },
    texts(name) {
      const value = take(name) ?? [];
      if (isTexts(value)) return value;
      fault(name, "must be a list of strings.");
      return [];
    },
    textMap(name) {
      const value = take(name) ?? {};
      if (typeof value === "object" && !Array.isArray(value) && isTexts(Object.values(value))) {
        return { ...value } as Record<string, string>;
      }
      fault(name, "must be an object whose values are strings.");
      return {};
    },
    object: (name) => openFields(take(name) ?? {}, faults, path(name)),
    end() {
      for (const name of Object.keys(given).filter((one) => !known.has(one))) {
        fault(name, `is unknown. Known fields: ${[...known].join(", ")}.`);
      }
    },
  };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
