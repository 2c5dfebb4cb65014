import { clientSources, readSource } from "./sources.ts";

/** The value of a default: itself, or that of the constant with this name. Throws if there is no such constant. */
export function constantOf(value: string | undefined): string | undefined {
  if (!value || !/^[A-Z][A-Z_]+$/.test(value)) return value;
  const declaration = new RegExp(`^(?:export )?const ${value} = (.+);$`, "m");
  const found = new Set(
    clientSources("**/*.ts").flatMap((file) => declaration.exec(readSource(file))?.[1] ?? []),
  );
  const [only] = found;
  if (!only || found.size > 1)
    throw new Error(
      `${value} is the default of a property, but the client has no single constant of that name.`,
    );
  return only;
}
