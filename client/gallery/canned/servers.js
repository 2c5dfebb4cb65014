// What most states are answered by.

import * as canned from "./canned.js";
import { knowing } from "./wire.js";

/** Knows the usual event: one server for all states that show it. */
export const usual = knowing([canned.usual]);

/** Knows this event. */
export const shows = (event) => knowing([event]);
