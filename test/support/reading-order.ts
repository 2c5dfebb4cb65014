import type { Locator } from "playwright-core";

/** The middles of two lines are at least this far apart, those of letters on one line less. */
const LINE_PIXELS = 8;

/**
 * The text of an element as a person reads it on the screen, line by line, by the position of each character. The typed
 * text is replaced by `…`.
 */
export function readLines(element: Locator, typed: string): Promise<string[]> {
  return element.evaluate(
    (root, { typed, linePixels }) => {
      const characters: { character: string; left: number; middle: number }[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        // The same length as before, so that every other character keeps its position.
        const own = node.data.replaceAll(typed, "…".repeat(typed.length));
        for (const [at, character] of own.split("").entries()) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { left, top, width, height } = range.getBoundingClientRect();
          if (width > 0) characters.push({ character, left, middle: top + height / 2 });
        }
      }
      const lines: (typeof characters)[] = [];
      for (const one of characters.toSorted((a, b) => a.middle - b.middle)) {
        const line = lines.at(-1);
        if (line?.[0] && one.middle - line[0].middle < linePixels) line.push(one);
        else lines.push([one]);
      }
      return lines.map((line) => {
        const read = line.toSorted((a, b) => a.left - b.left).map(({ character }) => character);
        return read.join("").replace(/…+/g, "…").replace(/\s+/g, " ").trim();
      });
    },
    { typed, linePixels: LINE_PIXELS },
  );
}
