import type { TextRule } from "./allowed-values.ts";

/**
 * The fields of one JSON object, each read once. A fault never stops the reading: it goes to the list with its path, and a
 * stand-in is answered, so that all faults are found in one go.
 */
export interface JsonFields {
  /** Whether the field is there at all. */
  has(name: string): boolean;
  /** Where a field stands, e.g. `table.adopt.streamArn`. */
  path(name: string): string;
  text(name: string, rule: TextRule): string;
  optionalText(name: string, rule: TextRule): string | null;
  flag(name: string, otherwise: boolean): boolean;
  /** A whole number from `least` to `most`. */
  integer(name: string, range: { least: number; most: number }): number | null;
  oneOf<Value extends string | number>(name: string, values: readonly Value[], otherwise: Value): Value;
  texts(name: string): string[];
  textMap(name: string): Record<string, string>;
  object(name: string): JsonFields;
  /** Reports the fields that nobody asked for. Call it last. */
  end(): void;
}

/** Opens a JSON value for reading. Whatever is wrong with it goes to `faults`. */
export function openFields(json: unknown, faults: string[], at = ""): JsonFields {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  if (!isObject) faults.push(`${at || "The file"} is not a JSON object.`);
  const given: Record<string, unknown> = isObject ? { ...json } : {};
  const asked = new Set<string>();
  const path = (name: string) => (at ? `${at}.${name}` : name);
  const has = (name: string) => given[name] !== undefined && given[name] !== null;

  function fault(name: string, sentence: string): void {
    // Of an object that is not there, its fields are not missed one by one.
    if (isObject) faults.push(`${path(name)} ${sentence}`);
  }

  function take(name: string): unknown {
    asked.add(name);
    return given[name] ?? undefined;
  }

  function optionalText(name: string, rule: TextRule): string | null {
    const value = take(name);
    if (value === undefined) return null;
    if (typeof value === "string" && rule.pattern.test(value)) return value;
    fault(name, `is to be ${rule.is}, not ${JSON.stringify(value)}.`);
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
      if (typeof value !== "boolean") fault(name, `is to be true or false, not ${JSON.stringify(value)}.`);
      return value === true;
    },
    integer(name, { least, most }) {
      const value = take(name) ?? null;
      const isInside =
        typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
      if (value === null || isInside) return value as number | null;
      fault(name, `is to be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`);
      return null;
    },
    oneOf(name, values, otherwise) {
      const value = take(name) ?? otherwise;
      const known = values.find((one) => one === value);
      if (known === undefined)
        fault(name, `is to be one of ${values.join(", ")}, not ${JSON.stringify(value)}.`);
      return known ?? otherwise;
    },
    texts(name) {
      const value = take(name) ?? [];
      if (isTexts(value)) return value;
      fault(name, "is to be a list of texts.");
      return [];
    },
    textMap(name) {
      const value = take(name) ?? {};
      if (typeof value === "object" && !Array.isArray(value) && isTexts(Object.values(value))) {
        return { ...value } as Record<string, string>;
      }
      fault(name, "is to be an object of texts.");
      return {};
    },
    object: (name) => openFields(take(name) ?? {}, faults, path(name)),
    end() {
      for (const name of Object.keys(given).filter((one) => !asked.has(one))) {
        fault(name, `is not known; known here: ${[...asked].join(", ")}.`);
      }
    },
  };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
