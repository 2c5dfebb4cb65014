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

/** Types of our elements in JSX: by themselves for frameworks that look for them elsewhere, and where JSX looks by default. */
export function jsxTypes(manifest: Manifest, events: readonly ClientEvent[]): string {
  const elements = elementsOf(manifest);
  const names = [...elements.map(({ name }) => name), ...events.map(({ className }) => className)];
  return `import type {
${names
  .sort()
  .map((name) => `  ${name},\n`)
  .join("")}} from "${CLASSES}";

/** What any element takes. */
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

/** Whatever one of our elements fires passes those around it, too. */
interface PaymentEvents {
${events.map(handlerType).join("")}}

/** Our elements by their names. For frameworks with a \`JSX\` of their own, e.g. React: extend its \`IntrinsicElements\` by these. */
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
  // Frameworks set a property where there is one of that name: this would replace the method.
  return [...byName.values()].filter(({ name }) => !methods.has(name));
}
