import { readSource } from "./sources.ts";

const FILE = "client/shared/events.ts";

/** An event that elements fire. */
export interface ClientEvent {
  /** What to listen for, e.g. `payment-logged`. */
  type: string;
  className: string;
  description: string;
  /** The type of its `detail`. */
  detail: string;
  cancelable: boolean;
}

const CLASS =
  /^\/\*\*((?:(?!\*\/).)+)\*\/\nexport class (\w+) extends PaymentElementEvent<(.+?)> \{\n\s+constructor\(.+?\) \{\n\s+super\("([\w-]+)", detail(.*?)\);/gms;

/** Every event in `client/shared/events.ts`. Throws if a class there does not follow the common form. */
export function clientEvents(): ClientEvent[] {
  const source = readSource(FILE);
  const events = [...source.matchAll(CLASS)].map(
    ([, description = "", className = "", detail = "", type = "", options]) => ({
      ...{ type, className },
      description: description.replace(/\s+(\* )?/g, " ").trim(),
      detail: spelledOut(detail, source),
      cancelable: options?.includes("cancelable: true") ?? false,
    }),
  );
  const listed = [...source.matchAll(/^\s+"([\w-]+)": (\w+);$/gm)].map(
    ([, type, className]) => `${type} ${className}`,
  );
  const read = events.map(({ type, className }) => `${type} ${className}`);
  if (listed.length === 0 || listed.sort().join() !== read.sort().join())
    throw new Error(`${FILE} lists the events ${listed.join(", ")}, but has classes for ${read.join(", ")}.`);
  return events;
}

/** Replaces an interface of that file by its body, because its name means nothing elsewhere. */
function spelledOut(detail: string, source: string): string {
  const body = new RegExp(`^interface ${detail} (\\{.+?^\\})`, "ms").exec(source)?.[1] ?? detail;
  return body.replace(/\s+/g, " ").replace("; }", " }");
}
