import { readFileSync } from "node:fs";
import { type ConstDirectiveNode, Kind, parse } from "graphql";
import type { Place } from "./operations.ts";

/** The words of `@access`. */
export type ScopeWord = "PUBLIC" | "STATE_READ" | "PAYMENTS_READ" | "PAYMENTS_WRITE" | "ADMIN";

/** The scopes of which a field asks for one, read off the SDL and not by the server: its own, else those of its type. */
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
    if (!found) throw new Error(`${type}.${field} says nowhere who may select it.`);
    return found;
  };
}

function scopesIn(directives: readonly ConstDirectiveNode[] = []): ScopeWord[] | undefined {
  const value = directives.find(({ name }) => name.value === "access")?.arguments?.[0]?.value;
  if (value?.kind === Kind.ENUM) return [value.value as ScopeWord];
  if (value?.kind !== Kind.LIST) return undefined;
  return value.values.flatMap((each) => (each.kind === Kind.ENUM ? [each.value as ScopeWord] : []));
}

/** Who holds a scope beside those to whom it was given: an admin holds everything, who reads all reads the state. */
const HELD_WITH: Record<ScopeWord, ScopeWord[]> = {
  PUBLIC: [],
  STATE_READ: ["STATE_READ"],
  PAYMENTS_READ: ["PAYMENTS_READ", "STATE_READ"],
  PAYMENTS_WRITE: ["PAYMENTS_WRITE"],
  ADMIN: ["ADMIN", "PAYMENTS_READ", "STATE_READ", "PAYMENTS_WRITE"],
};

/** What may be selected with these scopes, as the SDL has it. */
export function createPermission(given: ScopeWord[]): (place: Place) => boolean {
  const needed = readAccessDirectives();
  const held = new Set<ScopeWord>(["PUBLIC", ...given.flatMap((scope) => HELD_WITH[scope])]);
  return (place) => needed(place).some((scope) => held.has(scope));
}
