import { GraphiQL, type GraphiQLProps } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { createFetcher, SAMPLE_CREDENTIAL } from "./fetch-answer.ts";

/** What the local server says of itself and of its examples. */
interface ServerSettings {
  /** The header `Authorization` of the demonstration; null where a password was configured. */
  credential: string | null;
  tabs: { query: string; variables: string | null }[];
}

/** What an editor of a language asks for. */
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
  // What is kept in the browser holds no credential: neither the tabs, nor a history, which would take the headers along.
  shouldPersistHeaders: false,
  plugins: [],
};
const back = createElement("a", { className: "graphiql-logo-link", href: "/" }, "Dispatch page");

createRoot(document.querySelector("#explorer") as Element).render(
  createElement(GraphiQL, settings, createElement(GraphiQL.Logo, null, back)),
);
