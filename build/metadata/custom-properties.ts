import { clientSources, readSource } from "./sources.ts";

const TOKENS = "client/shared/tokens.ts";

/** The value of a custom property that the page does not set. */
export interface PropertyDefault {
  light: string;
  dark: string;
}

/** Every `--payment-*` that the elements use, by name. Throws if one has no default or two. */
export function customProperties(): Map<string, PropertyDefault> {
  const shared = tokenDefaults(readSource(TOKENS));
  const own = new Map<string, PropertyDefault>();
  for (const file of clientSources("**/*.ts").filter((file) => file !== TOKENS)) {
    for (const [name, value] of usesIn(withoutComments(readSource(file)))) {
      if (shared.has(name)) continue;
      const known = own.get(name)?.light ?? value;
      if (value === undefined || value !== known)
        throw new Error(`${file} sets the default of ${name} to ${value}; elsewhere it is ${known}.`);
      own.set(name, bothOf(value));
    }
  }
  return new Map([...shared, ...own]);
}

function tokenDefaults(source: string): Map<string, PropertyDefault> {
  const defaults = new Map<string, PropertyDefault>();
  for (const [name, value] of usesIn(withoutComments(source))) {
    if (value === undefined) throw new Error(`${TOKENS} has no default for ${name}.`);
    defaults.set(name, bothOf(value));
  }
  if (defaults.size === 0) throw new Error(`${TOKENS} contains no readable custom property.`);
  return defaults;
}

function usesIn(css: string): [name: string, value: string | undefined][] {
  const uses = css.matchAll(/var\((--payment-[\w-]+)(?:,\s*((?:[^()]|\([^()]*\))+))?\)/g);
  return [...uses].map(([, name = "", value]) => [name, value]);
}

function bothOf(value: string): PropertyDefault {
  const [, light = value, dark = value] = /^light-dark\((.+?), (.+)\)$/.exec(value) ?? [];
  return { light, dark };
}

const withoutComments = (source: string) => source.replace(/\/\*.*?\*\//gs, "");
