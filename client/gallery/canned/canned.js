// Every event that the gallery shows. Nobody in it exists.

export * from "./entries.js";
export * from "./histories.js";
export * from "./totals.js";
