import { clientEvents } from "./client-events.ts";
import { customProperties } from "./custom-properties.ts";
import { cssData, htmlData } from "./editor-data.ts";
import { elementPage } from "./element-page.ts";
import { indexPage } from "./index-page.ts";
import { jsxTypes } from "./jsx-types.ts";
import { createManifest } from "./manifest.ts";
import { elementsOf } from "./manifest-types.ts";

/** The folders that contain only generated files. */
export const metadataFolders = ["metadata", "docs/elements"];

/** All generated files about the elements: the text of each file by its path from the root. */
export function metadataFiles(): Map<string, string> {
  const manifest = createManifest();
  const context = { events: clientEvents(), properties: customProperties() };
  return new Map([
    ["metadata/custom-elements.json", toJson(manifest)],
    ["metadata/vscode.html-custom-data.json", toJson(htmlData(manifest))],
    ["metadata/vscode.css-custom-data.json", toJson(cssData(manifest))],
    ["metadata/jsx.d.ts", jsxTypes(manifest, context.events)],
    ["docs/elements/README.md", indexPage(manifest, context)],
    ...elementsOf(manifest).map(
      (element) => [`docs/elements/${element.tagName}.md`, elementPage(element, context)] as const,
    ),
  ]);
}

const toJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
