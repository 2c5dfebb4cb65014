/** The parts of the analyzer that we use; it has no types for them. */
declare module "@custom-elements-manifest/analyzer" {
  export interface Text {
    text: string;
  }

  export interface FoundItem {
    name: string;
    description?: string;
    type?: Text;
    default?: string;
  }

  export interface FoundAttribute extends FoundItem {
    fieldName?: string;
  }

  export interface FoundMember extends FoundItem {
    kind: "field" | "method";
    attribute?: string;
    reflects?: boolean;
    privacy?: "private" | "protected";
    static?: boolean;
    readonly?: boolean;
    parameters?: (FoundItem & { optional?: boolean })[];
    return?: { type?: Text };
  }

  export interface FoundClass {
    kind: string;
    name: string;
    tagName?: string;
    description?: string;
    attributes?: FoundAttribute[];
    members?: FoundMember[];
    events?: FoundItem[];
    slots?: FoundItem[];
    cssParts?: FoundItem[];
    cssProperties?: FoundItem[];
  }

  export interface FoundModule {
    path: string;
    declarations: FoundClass[];
  }

  export interface AnalyzerPlugin {
    name: string;
    analyzePhase?(phase: { node: { kind: number; name?: { text: string } }; moduleDoc: FoundModule }): void;
  }

  export type SourceFile = { readonly fileName: string };

  export function create(options: { modules: SourceFile[]; plugins: AnalyzerPlugin[] }): {
    modules: FoundModule[];
  };

  export const ts: {
    ScriptTarget: { Latest: number };
    SyntaxKind: { ClassDeclaration: number };
    createSourceFile(fileName: string, text: string, target: number, setParentNodes: boolean): SourceFile;
  };
}

declare module "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js" {
  export function litPlugin(): import("@custom-elements-manifest/analyzer").AnalyzerPlugin[];
}
