import type { ClientEvent } from "./client-events.ts";
import type { PropertyDefault } from "./custom-properties.ts";
import { type ElementDeclaration, fieldsOf, type Method, methodsOf } from "./manifest-types.ts";
import { code, section, table, writtenFrom } from "./markdown.ts";

/** What a page needs besides the element. */
export interface PageContext {
  events: readonly ClientEvent[];
  properties: ReadonlyMap<string, PropertyDefault>;
}

/** The page of one element. Throws if its doc block has no example. */
export function elementPage(element: ElementDeclaration, context: PageContext): string {
  const { tagName, summary, description, slots, cssParts } = element;
  const [, example = "", rest = ""] = /\n```html\n(.+?)\n```(.*)/s.exec(description) ?? [];
  if (!example) throw new Error(`The doc block of ${element.name} has no HTML example.`);
  const text = description.slice(0, description.indexOf("\n```html")).slice(summary.length) + rest;
  const parts = [
    writtenFrom(`the doc blocks of \`${element.name}\``),
    `# \`<${tagName}>\``,
    `${summary}${text.trimEnd()}`,
    `Alone, from the npm package: \`import "dispatch-payments-elements/${tagName}.js";\``,
    section("Example", `\`\`\`html\n${example}\n\`\`\``),
    section("Attributes and properties", drawProperties(element)),
    section(
      "Methods",
      table(
        ["method", "what it does"],
        methodsOf(element).map((each) => [code(signature(each)), each.description]),
      ),
    ),
    section("Events", drawEvents(element, context)),
    section(
      "Slots",
      table(
        ["slot", "what it is for"],
        slots.map(({ name, description }) => [name ? code(name) : "(default)", description]),
      ),
    ),
    section(
      "CSS parts",
      table(
        ["part", "what it is"],
        cssParts.map(({ name, description }) => [code(name), description]),
      ),
    ),
    section("CSS custom properties", drawCssProperties(element, context)),
    "All elements: [README.md](README.md)",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function drawProperties(element: ElementDeclaration): string {
  const fields = fieldsOf(element);
  const withAttribute = element.attributes.map((attribute) => {
    const field = fields.find(({ name }) => name === attribute.fieldName);
    const reflected = field?.reflects ? " (reflected)" : "";
    return [
      code(attribute.name) + reflected,
      code(attribute.fieldName),
      code(attribute.type.text),
      code(attribute.default),
      attribute.description,
    ];
  });
  const withoutAttribute = fields
    .filter(({ attribute }) => !attribute)
    .map(({ name, type, description, ...field }) => [
      "",
      code(name),
      code(type.text),
      code(field.default),
      description,
    ]);
  return table(
    ["attribute", "property", "type", "default", "meaning"],
    [...withAttribute, ...withoutAttribute],
  );
}

function signature({ name, parameters, return: returned }: Method): string {
  const list = parameters.map((each) => `${each.name}${each.optional ? "?" : ""}: ${each.type.text}`);
  return `${name}(${list.join(", ")}): ${returned.type.text}`;
}

function drawEvents({ events }: ElementDeclaration, context: PageContext): string {
  return table(
    ["event", "when", "`detail`"],
    events.map(({ name, description }) => [
      code(name),
      description,
      code(context.events.find(({ type }) => type === name)?.detail),
    ]),
  );
}

function drawCssProperties({ cssProperties }: ElementDeclaration, { properties }: PageContext): string {
  return table(
    ["property", "what it is", "default", "default in the dark"],
    cssProperties.map(({ name, description }) => {
      const { light, dark } = properties.get(name) ?? {};
      return [code(name), description, code(light), light === dark ? "the same" : code(dark)];
    }),
  );
}
