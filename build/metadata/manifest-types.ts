/** A TypeScript type as text. */
interface TypeText {
  text: string;
}

/** Anything with a name and a description: a slot, a part, an event. */
export interface Described {
  name: string;
  description: string;
}

/** An attribute of an element. */
export interface Attribute extends Described {
  type: TypeText;
  /** As written in markup. */
  default?: string;
  /** The property that it sets. */
  fieldName: string;
}

/** A property of an element. */
export interface Field extends Described {
  kind: "field";
  type: TypeText;
  /** As written in a script. */
  default?: string;
  attribute?: string;
  reflects?: boolean;
}

/** A method of an element. */
export interface Method extends Described {
  kind: "method";
  parameters: { name: string; type: TypeText; optional?: boolean }[];
  return: { type: TypeText };
}

/** An event that an element fires; `type` is the type of the event with its detail. */
export interface ElementEvent extends Described {
  type: TypeText;
}

/** A CSS custom property by which a page styles an element. */
export interface CssProperty extends Described {
  default: string;
}

/** What a page can do with an element. */
export interface ElementDeclaration {
  kind: "class";
  customElement: true;
  name: string;
  tagName: string;
  summary: string;
  description: string;
  superclass: { name: string; package: string };
  attributes: Attribute[];
  members: (Field | Method)[];
  events: ElementEvent[];
  slots: Described[];
  cssParts: Described[];
  cssProperties: CssProperty[];
}

/** A file that registers an element on import. */
export interface ElementModule {
  kind: "javascript-module";
  path: string;
  declarations: [ElementDeclaration];
  exports: object[];
}

/** A custom elements manifest, limited to the parts we fill: https://github.com/webcomponents/custom-elements-manifest. */
export interface Manifest {
  schemaVersion: string;
  readme: string;
  modules: ElementModule[];
}

/** Every element of a manifest. */
export function elementsOf({ modules }: Manifest): ElementDeclaration[] {
  return modules.flatMap(({ declarations }) => declarations);
}

/** The properties of an element. */
export function fieldsOf({ members }: ElementDeclaration): Field[] {
  return members.filter((member) => member.kind === "field");
}

/** The methods of an element. */
export function methodsOf({ members }: ElementDeclaration): Method[] {
  return members.filter((member) => member.kind === "method");
}
