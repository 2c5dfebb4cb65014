import type { FoundAttribute, FoundClass, FoundItem, FoundMember } from "@custom-elements-manifest/analyzer";
import { clientEvents } from "./client-events.ts";
import { constantOf } from "./constants.ts";
import { customProperties } from "./custom-properties.ts";
import { findClasses } from "./found-classes.ts";
import type {
  Attribute,
  CssProperty,
  Described,
  ElementDeclaration,
  ElementEvent,
  ElementModule,
  Field,
  Manifest,
  Method,
} from "./manifest-types.ts";
import { type RegisteredElement, registeredElements } from "./registered-elements.ts";

/**
 * What pages can rely on for every element, read from its class and doc block. Throws if the doc block names something that
 * does not exist.
 */
export function createManifest(): Manifest {
  const classes = findClasses();
  const modules = registeredElements().map((element) => {
    const found = classes.get(element.className);
    if (!found)
      throw new Error(`${element.path} registers ${element.className}, which is not a class of the client.`);
    return toModule(element, found);
  });
  return { schemaVersion: "1.0.0", readme: "docs/elements/README.md", modules };
}

function toModule({ tagName, className, path }: RegisteredElement, found: FoundClass): ElementModule {
  const declaration = { name: className, module: path };
  return {
    kind: "javascript-module",
    path,
    declarations: [toDeclaration(tagName, found)],
    exports: [
      { kind: "js", name: className, declaration },
      { kind: "custom-element-definition", name: tagName, declaration },
    ],
  };
}

function toDeclaration(tagName: string, found: FoundClass): ElementDeclaration {
  const { name, description = "", members = [] } = found;
  if (found.tagName !== tagName)
    throw new Error(`The doc block of ${name} does not say "@element ${tagName}".`);
  const ofPages = members.filter((member) => !member.privacy && !member.static);
  return {
    kind: "class",
    customElement: true,
    ...{ name, tagName },
    summary: /^.+?\.(?=\s|$)/s.exec(description)?.[0].replace(/\s+/g, " ") ?? "",
    description,
    superclass: { name: "LitElement", package: "lit" },
    attributes: (found.attributes ?? []).map((attribute) => toAttribute(name, attribute)),
    members: [
      ...ofPages.filter(({ kind }) => kind === "field").map((field) => toField(found, field)),
      ...ofPages.filter(({ kind }) => kind === "method").map((method) => toMethod(name, method)),
    ],
    events: (found.events ?? []).filter((event) => event.description).map(toEvent),
    slots: (found.slots ?? []).map(toDescribed),
    cssParts: (found.cssParts ?? []).map(toDescribed),
    cssProperties: (found.cssProperties ?? []).map(toCssProperty),
  };
}

function toAttribute(className: string, attribute: FoundAttribute): Attribute {
  const { fieldName, type } = attribute;
  if (!fieldName || !type)
    throw new Error(
      `The doc block of ${className} names the attribute ${attribute.name}, which it does not have.`,
    );
  const value = constantOf(attribute.default)?.replace(/^"(.*)"$/, "$1");
  return {
    ...toDescribed(attribute),
    type: withoutUndefined(type),
    ...(value && { default: value }),
    fieldName,
  };
}

/** An attribute's description also applies to its property. */
function toField(found: FoundClass, member: FoundMember): Field {
  const { name, attribute, reflects } = member;
  const ofAttribute = found.attributes?.find(({ fieldName }) => fieldName === name);
  const type = member.type ?? ofAttribute?.type;
  if (!type) throw new Error(`${found.name}.${name} has no readable type.`);
  const value = constantOf(member.default);
  return {
    kind: "field",
    ...toDescribed({ name, description: member.description ?? ofAttribute?.description }),
    type: withoutUndefined(type),
    ...(value && { default: value }),
    ...(attribute && { attribute }),
    ...(reflects && { reflects }),
  };
}

function toMethod(className: string, member: FoundMember): Method {
  const parameters = (member.parameters ?? []).map(({ name, type, optional }) => {
    if (!type) throw new Error(`The parameter ${name} of ${className}.${member.name} has no type.`);
    return { name, type, ...(optional && { optional }) };
  });
  return {
    kind: "method",
    ...toDescribed(member),
    parameters,
    return: { type: member.return?.type ?? { text: "void" } },
  };
}

function toEvent(event: FoundItem): ElementEvent {
  const known = clientEvents().find(({ type }) => type === event.name);
  if (!known)
    throw new Error(`A doc block names the event ${event.name}, which is not in client/shared/events.ts.`);
  return { ...toDescribed(event), type: { text: `CustomEvent<${known.detail}>` } };
}

function toCssProperty(property: FoundItem): CssProperty {
  const value = customProperties().get(property.name);
  if (!value) throw new Error(`A doc block names ${property.name}, but no style uses it.`);
  const { light, dark } = value;
  return { ...toDescribed(property), default: light === dark ? light : `light-dark(${light}, ${dark})` };
}

function toDescribed({ name, description = "" }: FoundItem): Described {
  if (!description) throw new Error(`${name} has no description.`);
  return { name, description };
}

/** Optional properties may always be undefined, so the type need not say so. */
const withoutUndefined = ({ text }: { text: string }) => ({ text: text.replace(/ \| undefined$/, "") });
