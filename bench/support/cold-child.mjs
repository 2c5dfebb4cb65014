import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// A new instance of a function: loads the bundle, answers one event, and reports it. It is plain JavaScript, like a function on
// Lambda: stripping types would take a new process as long as loading the SDK, and would be in every figure.
const { BUNDLE = "", EVENT = "" } = process.env;
const { handler } = await import(pathToFileURL(resolve(BUNDLE)).href);
const { statusCode, body } = await handler(JSON.parse(EVENT));
process.send?.({ statusCode, body });
