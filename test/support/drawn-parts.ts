import type { Page } from "playwright-core";

/** How one part inside a shadow root is drawn. Lengths are in pixels; positions are relative to the element, or to the screen for parts above the page. */
export interface DrawnPart {
  /** Its path, e.g. `dialog > header.header > h2`. */
  path: string;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Computed values by property. */
  looks: Record<string, string>;
}

/** The properties of a part that a page could change without moving it. */
const LOOKS = [
  "display",
  "visibility",
  "opacity",
  "color",
  "background-color",
  "border-top-color",
  "border-top-width",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "line-height",
  "letter-spacing",
  "text-align",
  "text-decoration-line",
  "text-transform",
  "white-space",
  "cursor",
];

/** Every part that is drawn in the shadow root of the first element that matches. */
export function drawnParts(page: Page, selector: string): Promise<DrawnPart[]> {
  return page
    .locator(selector)
    .first()
    .evaluate((host, looks) => {
      const root = host.shadowRoot ?? host;
      const above = root.querySelector("dialog[open], [popover]");
      const frame = above ?? root.querySelector(".base") ?? host;
      // Parts above the page have their positions on the screen, independent of the page.
      const origin = above ? new DOMRect() : frame.getBoundingClientRect();
      const nameOf = (element: Element) =>
        [element.localName, ...element.classList, element.getAttribute("name") ?? ""]
          .filter(Boolean)
          .join(".");
      const pathOf = (element: Element): string => {
        const at = [...(element.parentNode?.children ?? [])].indexOf(element);
        const around = element.parentElement;
        return `${around && around !== frame ? `${pathOf(around)} > ` : ""}${nameOf(element)}:${at}`;
      };
      const hasBox = (element: Element) => element.getClientRects().length > 0;
      return [frame, ...frame.querySelectorAll("*")].filter(hasBox).map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const computed = getComputedStyle(element);
        return {
          path: pathOf(element),
          left: x - origin.x,
          top: y - origin.y,
          width,
          height,
          looks: Object.fromEntries(looks.map((name) => [name, computed.getPropertyValue(name)])),
        };
      });
    }, LOOKS);
}

const TOLERANCE_PX = 1;

/** The differences between two drawings of the same parts, one per line. */
export function differences(expected: readonly DrawnPart[], actual: readonly DrawnPart[]): string[] {
  const paths = (parts: readonly DrawnPart[]) => parts.map(({ path }) => path);
  const missing = paths(expected).filter((path) => !paths(actual).includes(path));
  const added = paths(actual).filter((path) => !paths(expected).includes(path));
  if (missing.length + added.length > 0)
    return [...missing.map((path) => `${path} is missing`), ...added.map((path) => `${path} is new`)];
  return expected.flatMap((part, at) => differencesOf(part, actual[at] ?? part));
}

function differencesOf(expected: DrawnPart, actual: DrawnPart): string[] {
  const { path } = expected;
  const moved = (["left", "top", "width", "height"] as const)
    .filter((name) => Math.abs(expected[name] - actual[name]) > TOLERANCE_PX)
    .map((name) => `${path} ${name}: ${expected[name]}, then ${actual[name]}`);
  const changed = LOOKS.filter((name) => expected.looks[name] !== actual.looks[name]).map(
    (name) => `${path} ${name}: ${expected.looks[name]}, then ${actual.looks[name]}`,
  );
  return [...moved, ...changed];
}
