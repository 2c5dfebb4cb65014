import type { ClientEvent } from "./client-events.ts";
import {
  type Described,
  type ElementDeclaration,
  elementsOf,
  fieldsOf,
  type Manifest,
  methodsOf,
} from "./manifest-types.ts";

const CLASSES = "dispatch-payments-elements/classes.js";

/** JSX types of our elements: as an interface for frameworks with their own namespace, and in the default namespace. */
export function jsxTypes(manifest: Manifest, events: readonly ClientEvent[]): string {
  const elements = elementsOf(manifest);
  const names = [...elements.map(({ name }) => name), ...events.map(({ className }) => className)];
  return `import type {
${names
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}} from "${CLASSES}";

/** The properties of any element. */
interface AnyElement {
  children?: unknown;
  class?: string;
  className?: string;
  dir?: string;
  hidden?: boolean;
  id?: string;
  key?: string | number;
  lang?: string;
  part?: string;
  ref?: unknown;
  slot?: string;
  style?: unknown;
  title?: string;
  [attribute: \`data-\${string}\` | \`aria-\${string}\`]: unknown;
}

/** Events of our elements bubble, so every element can listen. */
interface PaymentEvents {
${events.map(handlerType).join("")}}

/** Our elements by name. For frameworks with their own \`JSX\`, e.g. React: extend its \`IntrinsicElements\` with these. */
export interface PaymentElements {
${elements.map(elementType).join("")}}

declare global {
  namespace JSX {
    interface IntrinsicElements extends PaymentElements {}
  }
}
`;
}

function handlerType({ type, className, description }: ClientEvent): string {
  return `  /** ${description} */
  "on${type}"?: (event: ${className}) => void;
`;
}

function elementType(element: ElementDeclaration): string {
  return `  /** ${element.summary} */
  "${element.tagName}": AnyElement &
    PaymentEvents & {
${propertiesOf(element).map(propertyType).join("")}    };
`;
}

interface JsxProperty {
  name: string;
  description: string;
  type: string;
}

function propertyType({ name, description, type }: JsxProperty): string {
  return `      /** ${description} */
      "${name}"?: ${type};
`;
}

function propertiesOf(element: ElementDeclaration): JsxProperty[] {
  const methods = new Set(methodsOf(element).map(({ name }) => name));
  const toProperty = ({ name, description, fieldName = name }: Described & { fieldName?: string }) => ({
    ...{ name, description },
    type: `${element.name}["${fieldName}"]`,
  });
  const properties = [...element.attributes, ...fieldsOf(element)].map(toProperty);
  const byName = new Map(properties.map((property) => [property.name, property]));
  // Frameworks set a property if one of that name exists: that would overwrite the method.
  return [...byName.values()].filter(({ name }) => !methods.has(name));
}
