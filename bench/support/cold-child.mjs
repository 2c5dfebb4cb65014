import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// A new instance of a function: it loads the bundle, answers one event, and says so. It is plain JavaScript, since a function on
// Lambda is, too: stripping the types of this file would take a new process as long as loading the SDK, in every figure.
const { BUNDLE = "", EVENT = "" } = process.env;
const { handler } = await import(pathToFileURL(resolve(BUNDLE)).href);
const { statusCode, body } = await handler(JSON.parse(EVENT));
process.send?.({ statusCode, body });
