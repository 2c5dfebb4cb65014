// Loaded before AWS's runtime interface client, so that it needs no compiler: what it asks for as `rapid-client.node` is a file
// of ours. Everything else of it, the loader of handlers included, stays AWS's.
import { registerHooks } from "node:module";

const OURS = new URL("rapid-client.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "./rapid-client.node" ? { url: OURS, shortCircuit: true } : nextResolve(specifier, context),
});
