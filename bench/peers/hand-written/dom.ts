type Child = Node | string | null;

/** Creates an element with properties and children; null children are skipped. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}
