type Child = Node | string | null;

/** Makes an element with its properties and what stands in it; null stands for nothing. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}
