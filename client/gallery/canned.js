// Every event that the gallery shows. Nobody in it exists.

export * from "./canned-entries.js";
export * from "./canned-histories.js";
export * from "./canned-totals.js";
