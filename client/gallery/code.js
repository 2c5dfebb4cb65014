// The markup of a demonstration, as one would write it, coloured.

const TOKENS = /(?<tag><\/?[\w-]+|\/?>)|(?<name>[\w-]+)(?==")|(?<value>"[^"]*")/g;

const OPENING_TAG = /^( *)(<[\w-]+)((?: [\w-]+(?:="[^"]*")?)+)>/gm;

/** About what stands beside a demonstration without a break. */
const LONGEST_TAG = 46;

/** Writes the content of a template into an element, without the indent that it has on this page. */
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

/** Attributes one by one, where they do not fit into a line. */
function inLines(tag, indent, name, attributes) {
  if (tag.length <= LONGEST_TAG) return tag;
  const lines = attributes.trim().split(/ (?=[\w-]+=)/);
  return [indent + name, ...lines.map((line) => `${indent}  ${line}`), `${indent}>`].join("\n");
}
