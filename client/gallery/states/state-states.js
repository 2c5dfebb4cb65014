import { crew } from "../canned/crew.js";
import { lost, never, refusedWith, showingCrew } from "../canned/wire.js";

/** What the crew sees, or why it sees no state. */
export const stateStates = [
  {
    id: "state-clear",
    title: "Clear to depart",
    about: "The only green one: paid in full, and checked just now.",
    answers: showingCrew(crew.clear),
  },
  {
    id: "state-tentative",
    title: "Deposit not confirmed",
    about: "The first of three reasons to stay.",
    answers: showingCrew(crew.tentative),
  },
  {
    id: "state-deposit",
    title: "Not paid in full",
    about: "The deposit is there, the rest is not.",
    answers: showingCrew(crew.deposit),
  },
  {
    id: "state-no-terms",
    title: "Terms not set",
    about: "Nobody has said what the event costs.",
    answers: showingCrew(crew.noTerms),
  },
  {
    id: "state-cancelled",
    title: "Cancelled",
    about: "Nobody departs, whatever was paid.",
    answers: showingCrew(crew.cancelled),
  },
  {
    id: "state-unsure",
    title: "Could not check",
    about: "There was no answer: never green.",
    answers: { CrewState: lost },
  },
  {
    id: "state-dead-link",
    title: "Dead link",
    about: "The key is not good (any more).",
    answers: { CrewState: refusedWith("UNAUTHENTICATED", 401) },
  },
  {
    id: "state-unknown",
    title: "Unknown event",
    about: "The server does not know the id.",
    answers: showingCrew(null),
  },
  { id: "state-checking", title: "Checking", about: "Until the answer.", answers: { CrewState: never } },
];
