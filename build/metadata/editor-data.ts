import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";
import type { Manifest } from "./manifest-types.ts";

/** With the whole description, not its first sentence; and without a word to whoever runs it. */
const OPTIONS = { descriptionSrc: "description", hideLogs: true };

/** What an editor shows of our elements in HTML: VS Code's custom data format. */
export function htmlData(manifest: Manifest): object {
  return JSON.parse(getVsCodeHtmlCustomData(manifest as never, OPTIONS));
}

/** The same for parts and custom properties in CSS, each of them once, however many elements have it. */
export function cssData(manifest: Manifest): object {
  const data = JSON.parse(getVsCodeCssCustomData(manifest as never, OPTIONS));
  return { ...data, properties: onceEach(data.properties), pseudoElements: onceEach(data.pseudoElements) };
}

function onceEach(items: { name: string }[]): { name: string }[] {
  return items.filter((item, index) => items.findIndex(({ name }) => name === item.name) === index);
}
