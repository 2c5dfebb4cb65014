import type { Page } from "playwright-core";

/** How one element inside a shadow root is drawn. Lengths are in pixels; places are those in the element, or on the screen for what lies above the page. */
export interface DrawnPart {
  /** Where it stands, e.g. `dialog > header.header > h2`. */
  path: string;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Computed values by property. */
  looks: Record<string, string>;
}

/** What a page could change of a part without moving it. */
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

/** Every part that is drawn within the first element that matches, as its shadow root holds them. */
export function drawnParts(page: Page, selector: string): Promise<DrawnPart[]> {
  return page
    .locator(selector)
    .first()
    .evaluate((host, looks) => {
      const root = host.shadowRoot ?? host;
      const above = root.querySelector("dialog[open], [popover]");
      const frame = above ?? root.querySelector(".base") ?? host;
      // What lies above the page has its place on the screen, whatever the page looks like.
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

/** In what two drawings of the same parts differ, a line for each difference. */
export function differences(expected: readonly DrawnPart[], actual: readonly DrawnPart[]): string[] {
  const paths = (parts: readonly DrawnPart[]) => parts.map(({ path }) => path);
  const gone = paths(expected).filter((path) => !paths(actual).includes(path));
  const added = paths(actual).filter((path) => !paths(expected).includes(path));
  if (gone.length + added.length > 0)
    return [...gone.map((path) => `${path} is gone`), ...added.map((path) => `${path} is new`)];
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
