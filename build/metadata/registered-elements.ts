import { clientSources, readSource } from "./sources.ts";

/** An element that a page can use by name. */
export interface RegisteredElement {
  tagName: string;
  className: string;
  /** The file that registers it. */
  path: string;
}

/** Every element with a file in `client/elements/`. Throws if such a file does not register the element of its name. */
export function registeredElements(): RegisteredElement[] {
  return clientSources("elements/payment-*.ts").map((path) => {
    const tagName = path.replace(/^.*\/|\.ts$/g, "");
    const className = new RegExp(`^define\\("${tagName}", (\\w+)\\);`, "m").exec(readSource(path))?.[1];
    if (!className) throw new Error(`${path} does not register <${tagName}>.`);
    return { tagName, className, path };
  });
}
