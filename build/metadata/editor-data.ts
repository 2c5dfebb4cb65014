import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from "custom-element-vs-code-integration";
import type { Manifest } from "./manifest-types.ts";

/** The whole description instead of its first sentence, and no log output. */
const OPTIONS = { descriptionSrc: "description", hideLogs: true };

/** What an editor shows for our elements in HTML, in VS Code's custom data format. */
export function htmlData(manifest: Manifest): object {
  return JSON.parse(getVsCodeHtmlCustomData(manifest as never, OPTIONS));
}

/** The same for parts and custom properties in CSS, each listed once, however many elements have it. */
export function cssData(manifest: Manifest): object {
  const data = JSON.parse(getVsCodeCssCustomData(manifest as never, OPTIONS));
  return { ...data, properties: onceEach(data.properties), pseudoElements: onceEach(data.pseudoElements) };
}

function onceEach(items: { name: string }[]): { name: string }[] {
  return items.filter((item, index) => items.findIndex(({ name }) => name === item.name) === index);
}
