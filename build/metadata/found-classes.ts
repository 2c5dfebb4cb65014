import {
  type AnalyzerPlugin,
  create,
  type FoundAttribute,
  type FoundClass,
  type FoundMember,
  ts,
} from "@custom-elements-manifest/analyzer";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";
import { clientSources, readSource } from "./sources.ts";

/** Every class of the client by name, as the analyzer and its doc block describe it. */
export function findClasses(): Map<string, FoundClass> {
  const documented = new Map<string, FoundClass>();
  const { modules } = create({
    modules: clientSources("**/*.ts").map((file) =>
      ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest, true),
    ),
    plugins: [rememberDocBlocks(documented), ...litPlugin()],
  });
  const found = modules.flatMap(({ declarations }) => declarations).filter(({ kind }) => kind === "class");
  return new Map(found.map((each) => [each.name, withDocBlock(each, documented.get(each.name))]));
}

/** Runs before the analyzer reads decorators and superclasses, which would overwrite what the doc block says. */
function rememberDocBlocks(documented: Map<string, FoundClass>): AnalyzerPlugin {
  return {
    name: "remember-doc-blocks",
    analyzePhase({ node, moduleDoc }) {
      if (node.kind !== ts.SyntaxKind.ClassDeclaration) return;
      const found = moduleDoc.declarations.find(({ name }) => name === node.name?.text);
      if (found) documented.set(found.name, structuredClone(found));
    },
  };
}

function withDocBlock(found: FoundClass, documented: FoundClass | undefined): FoundClass {
  return {
    ...found,
    attributes: described(found.attributes, documented?.attributes),
    members: described(found.members, documented?.members),
  };
}

function described<Item extends FoundAttribute | FoundMember>(
  found: Item[] = [],
  documented: Item[] = [],
): Item[] {
  return found.map((item) => {
    const { type, description } = documented.find(({ name }) => name === item.name) ?? {};
    return { ...item, ...(type && { type }), ...(description && { description }) };
  });
}
