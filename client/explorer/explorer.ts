import { GraphiQL, type GraphiQLProps } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { createFetcher, SAMPLE_CREDENTIAL } from "./fetch-answer.ts";

/** What the local server reports about itself, and its example queries. */
interface ServerSettings {
  /** The `Authorization` header for the demo; null if a password is configured. */
  credential: string | null;
  tabs: { query: string; variables: string | null }[];
}

/** The worker file for each editor language. */
const WORKER_FILES: Record<string, string> = { graphql: "graphql-worker.js", json: "json-worker.js" };

const startWorker = (language: string) =>
  new Worker(`/explorer/${WORKER_FILES[language] ?? "editor-worker.js"}`, { type: "module" });

window.MonacoEnvironment = { getWorker: (_id, label) => startWorker(label) };

const answer = await fetch("/explorer/settings.json");
const { credential, tabs }: ServerSettings = await answer.json();

const firstHeaders = { Authorization: credential ?? SAMPLE_CREDENTIAL };

const settings: GraphiQLProps = {
  fetcher: createFetcher(firstHeaders),
  defaultTabs: tabs,
  defaultHeaders: JSON.stringify(firstHeaders, null, 2),
  defaultEditorToolsVisibility: "headers",
  // Nothing stored in the browser may contain a credential: no headers in the tabs, and no history, which would store headers.
  shouldPersistHeaders: false,
  plugins: [],
};
const back = createElement("a", { className: "graphiql-logo-link", href: "/" }, "Dispatch page");

createRoot(document.querySelector("#explorer") as Element).render(
  createElement(GraphiQL, settings, createElement(GraphiQL.Logo, null, back)),
);
