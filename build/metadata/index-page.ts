import type { PageContext } from "./element-page.ts";
import { elementsOf, type Manifest } from "./manifest-types.ts";
import { code, table, writtenFrom } from "./markdown.ts";
import { readSource } from "./sources.ts";

const TEMPLATE = "build/metadata/index-page.md";

/** The page about all elements: `index-page.md` with its tables filled in. Throws if a table has no placeholder, or a placeholder no table. */
export function indexPage(manifest: Manifest, context: PageContext): string {
  const tables: Record<string, string> = {
    elements: drawElements(manifest),
    events: drawEvents(context),
    fragments: readFragments(),
    properties: drawProperties(manifest, context),
  };
  let page = readSource(TEMPLATE);
  for (const [name, content] of Object.entries(tables)) {
    if (!page.includes(`{{${name}}}`)) throw new Error(`${TEMPLATE} has no placeholder {{${name}}}.`);
    page = page.replace(`{{${name}}}`, () => content);
  }
  const open = /\{\{.*?\}\}/.exec(page);
  if (open) throw new Error(`${TEMPLATE} contains ${open[0]}, but there is no such table.`);
  return `${writtenFrom(`the doc blocks of the elements and \`${TEMPLATE}\``)}\n\n${page}`;
}

function drawElements(manifest: Manifest): string {
  const rows = elementsOf(manifest).map(({ tagName, summary }) => [
    `[\`<${tagName}>\`](${tagName}.md)`,
    summary,
  ]);
  return table(["element", "what it is"], rows);
}

function drawEvents({ events }: PageContext): string {
  const rows = events.map(({ type, description, detail, cancelable }) => [
    code(type),
    description,
    code(detail),
    cancelable ? "yes" : "no",
  ]);
  return table(["event", "when", "`detail`", "can be cancelled"], rows);
}

/** The schema fragments that event details consist of. */
function readFragments(): string {
  const source = readSource("client/api/operations/fragments.graphql");
  const fragments = ["Entry", "EventTotals", "Amount", "Delivery"].map((name) => {
    const fragment = new RegExp(`^fragment ${name} on .+?^\\}`, "ms").exec(source)?.[0];
    if (!fragment) throw new Error(`The client's operations have no fragment ${name}.`);
    return fragment;
  });
  return `\`\`\`graphql\n${fragments.join("\n\n")}\n\`\`\``;
}

function drawProperties(manifest: Manifest, { properties }: PageContext): string {
  const rows = [...properties].map(([name, { light, dark }]) => {
    const users = elementsOf(manifest).filter(({ cssProperties }) =>
      cssProperties.some((each) => each.name === name),
    );
    const description = users[0]?.cssProperties.find((each) => each.name === name)?.description;
    if (!description) throw new Error(`The styles use ${name}, but no element's doc block documents it.`);
    const links = users.map(({ tagName }) => `[${tagName.replace("payment-", "")}](${tagName}.md)`);
    return [code(name), description, code(light), light === dark ? "the same" : code(dark), links.join(", ")];
  });
  return table(["property", "what it is", "default", "default in dark mode", "elements"], rows);
}
