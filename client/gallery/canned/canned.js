// Every event of the gallery. All people in it are invented.

export * from "./entries.js";
export * from "./histories.js";
export * from "./totals.js";
