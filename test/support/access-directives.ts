import { readFileSync } from "node:fs";
import { type ConstDirectiveNode, Kind, parse } from "graphql";
import type { Place } from "./operations.ts";

/** The arguments of `@access`. */
export type ScopeWord = "PUBLIC" | "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "ADMIN";

/** The scopes of which a field requires one, read from the SDL without the server: its own, else those of its type. */
function readAccessDirectives(): (place: Place) => ScopeWord[] {
  const scopes = new Map<string, ScopeWord[]>();
  for (const definition of parse(readFileSync("schema/schema.graphql", "utf8")).definitions) {
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!hasFields) continue;
    const ofType = scopesIn(definition.directives);
    for (const { name, directives } of definition.fields ?? []) {
      const found = scopesIn(directives) ?? ofType;
      if (found) scopes.set(`${definition.name.value}.${name.value}`, found);
    }
  }
  return ({ type, field }) => {
    const found = scopes.get(`${type}.${field}`);
    if (!found) throw new Error(`${type}.${field} has no @access directive.`);
    return found;
  };
}

function scopesIn(directives: readonly ConstDirectiveNode[] = []): ScopeWord[] | undefined {
  const value = directives.find(({ name }) => name.value === "access")?.arguments?.[0]?.value;
  if (value?.kind === Kind.ENUM) return [value.value as ScopeWord];
  if (value?.kind !== Kind.LIST) return undefined;
  return value.values.flatMap((each) => (each.kind === Kind.ENUM ? [each.value as ScopeWord] : []));
}

/** The scopes that each scope includes: an admin has all, and reading payments includes reading the state. */
const INCLUDED: Record<ScopeWord, ScopeWord[]> = {
  PUBLIC: [],
  STATE_READ: ["STATE_READ"],
  PAYMENTS_READ: ["PAYMENTS_READ", "STATE_READ"],
  PAYMENTS_WRITE: ["PAYMENTS_WRITE"],
  ADMIN: ["ADMIN", "PAYMENTS_READ", "STATE_READ", "PAYMENTS_WRITE"],
};

/** Whether these scopes may select a field, according to the SDL. */
export function createPermission(given: ScopeWord[]): (place: Place) => boolean {
  const needed = readAccessDirectives();
  const held = new Set<ScopeWord>(["PUBLIC", ...given.flatMap((scope) => INCLUDED[scope])]);
  return (place) => needed(place).some((scope) => held.has(scope));
}
