import * as canned from "../canned/canned.js";
import { lost, shows, usual } from "../canned/wire.js";

/** A list with content in its slots. */
export const listSlotStates = [
  {
    id: "list-slots",
    title: "With slots filled",
    about: "Buttons of the page beside its own, and a line below.",
    markup: "list-slots",
    answers: usual,
  },
  {
    id: "list-slot-empty",
    title: "Own words for an empty list",
    about: "The slot `empty`.",
    markup: "list-slot-empty",
    answers: shows(canned.empty),
  },
  {
    id: "list-slot-error",
    title: "Own words for a failure",
    about: "The slot `error`.",
    markup: "list-slot-error",
    answers: { Dashboard: lost },
  },
];
