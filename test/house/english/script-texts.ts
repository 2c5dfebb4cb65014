import { parseSync } from "rolldown/utils";
import type { Found } from "./found-text.ts";

/** A node of a syntax tree, with the fields that matter here. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  value?: unknown;
  callee?: Node;
  tag?: Node;
  object?: Node;
  arguments?: Node[];
}

/** Tags and calls around texts on screens, in markup and in styles. */
const SCREEN = new Set(["html", "svg", "css", "str", "msg"]);
const TESTS = new Set(["describe", "it", "test"]);
const IMPORTS = /^(?:Import|Export)(?:Named|All)?(?:Declaration|Expression)$/;

/** The comments, names and texts of a script; of a test the names of its tests instead of its texts. */
export function scriptTexts(file: string, source: string): Found[] {
  const { program, comments } = parseSync(file, source);
  const found = joinLines(comments, source);
  const names = new Set<string>();
  visit(program as unknown as Node, !file.startsWith("test/"));
  return found;

  function add(kind: Found["kind"], { start, end }: Pick<Node, "start" | "end">): void {
    found.push({ kind, text: source.slice(start, end), offset: start });
  }

  function visit(node: Node, isText: boolean): void {
    addOwn(node, isText);
    const isInside = isText && !SCREEN.has((node.tag ?? node.callee)?.name ?? "");
    const isImport = isInside && IMPORTS.test(node.type);
    for (const key in node) {
      const value = node[key as keyof Node];
      if (typeof value !== "object" || value === null) continue;
      const isShown = isInside && !(isImport && key === "source");
      if (Array.isArray(value)) {
        for (const child of value) if (child?.type) visit(child, isShown);
      } else if ("type" in value) visit(value as Node, isShown);
    }
  }

  function addOwn(node: Node, isText: boolean): void {
    switch (node.type) {
      case "Identifier":
      case "PrivateIdentifier":
        if (!names.has(node.name ?? ""))
          found.push({ kind: "name", text: node.name ?? "", offset: node.start });
        names.add(node.name ?? "");
        break;
      case "Literal":
      case "TemplateElement":
        if (isText && typeof node.value !== "number") add("text", node);
        break;
      case "CallExpression":
        if (isTestCall(node)) add("test name", node.arguments?.[0] ?? node);
    }
  }
}

/** Comments that follow each other are one text. */
function joinLines(comments: readonly Pick<Node, "start" | "end">[], source: string): Found[] {
  const found: Found[] = [];
  let last = -1;
  for (const { start, end } of comments) {
    const isNext = last >= 0 && source.slice(last, start).trim() === "";
    const offset = (isNext ? found.pop() : undefined)?.offset ?? start;
    found.push({ kind: "comment", text: source.slice(offset, end), offset });
    last = end;
  }
  return found;
}

/** `it("…")`, `it.skip("…")` and `it.each(cases)("…")`. */
function isTestCall({ callee, arguments: [first] = [] }: Node): boolean {
  if (first?.type !== "Literal" && first?.type !== "TemplateLiteral") return false;
  let root = callee;
  while (root?.callee ?? root?.object) root = root?.callee ?? root?.object;
  return TESTS.has(root?.name ?? "");
}
