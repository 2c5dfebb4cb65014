// The markup of a demo as one would write it, highlighted.

const TOKENS = /(?<tag><\/?[\w-]+|\/?>)|(?<name>[\w-]+)(?==")|(?<value>"[^"]*")/g;

const OPENING_TAG = /^( *)(<[\w-]+)((?: [\w-]+(?:="[^"]*")?)+)>/gm;

/** About what fits next to a demo without wrapping. */
const MAX_TAG_LENGTH = 46;

/** Shows the content of a template in an element, without this page's indentation. */
export function showMarkup(template, code) {
  const markup = withoutIndent(template.innerHTML).replace(OPENING_TAG, inLines);
  let end = 0;
  for (const { 0: text, index, groups } of markup.matchAll(TOKENS)) {
    const [kind] = Object.entries(groups).find(([, found]) => found);
    const span = document.createElement("span");
    span.className = `code-${kind}`;
    span.textContent = text;
    code.append(markup.slice(end, index), span);
    end = index + text.length;
  }
  code.append(markup.slice(end));
}

function withoutIndent(text) {
  const lines = text.trimEnd().replace(/^\n/, "").split("\n");
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}

/** One attribute per line if they do not fit on one line. */
function inLines(tag, indent, name, attributes) {
  if (tag.length <= MAX_TAG_LENGTH) return tag;
  const lines = attributes.trim().split(/ (?=[\w-]+=)/);
  return [indent + name, ...lines.map((line) => `${indent}  ${line}`), `${indent}>`].join("\n");
}
