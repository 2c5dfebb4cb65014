const FILES: Record<string, string> = { graphql: "graphql-worker.js", json: "json-worker.js" };

/** Starts what an editor of this language asks for. */
export function startWorker(language: string): Worker {
  return new Worker(`/explorer/${FILES[language] ?? "editor-worker.js"}`, { type: "module" });
}
