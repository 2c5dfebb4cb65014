// Loaded before AWS's runtime interface client, so that it needs no compiler: its import `rapid-client.node` resolves to our
// file. Everything else in it, including the loader of handlers, is AWS's.
import { registerHooks } from "node:module";

const OURS = new URL("rapid-client.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "./rapid-client.node" ? { url: OURS, shortCircuit: true } : nextResolve(specifier, context),
});
