import { clientSources, readSource } from "./sources.ts";

/** The value that a default stands for: itself, or what the constant of that name holds. Throws when there is none. */
export function constantOf(value: string | undefined): string | undefined {
  if (!value || !/^[A-Z][A-Z_]+$/.test(value)) return value;
  const declaration = new RegExp(`^(?:export )?const ${value} = (.+);$`, "m");
  const found = new Set(
    clientSources("**/*.ts").flatMap((file) => declaration.exec(readSource(file))?.[1] ?? []),
  );
  const [only] = found;
  if (!only || found.size > 1)
    throw new Error(`${value} is the default of a property, but not one constant of the client.`);
  return only;
}
