import * as canned from "../canned/canned.js";
import { reader } from "../canned/settings.js";
import { firstThen, knowing, lost, refusedWith, usual } from "../canned/wire.js";
import { refreshList } from "./drive.js";

/** A list whose server fails or refuses, completely or partly. */
export const listFailureStates = [
  {
    id: "list-failed",
    title: "Could not be loaded",
    about: "There was no answer.",
    answers: { Dashboard: lost },
  },
  {
    id: "list-server-failed",
    title: "The server failed",
    about: "With the number of the request, by which it is found in the server's log.",
    answers: {},
  },
  {
    id: "list-stale",
    title: "Could not refresh",
    about: "What was there stays, and says that it may be old.",
    answers: { ...usual, Dashboard: firstThen(usual.Dashboard, lost), Heads: lost },
    run: refreshList,
  },
  {
    id: "list-signed-out",
    title: "Signed out",
    about: "Nobody is signed in, or no longer.",
    answers: { Dashboard: refusedWith("UNAUTHENTICATED", 401) },
  },
  {
    id: "list-forbidden",
    title: "Not allowed",
    about: "The credential is good, but not for payments.",
    answers: { Dashboard: refusedWith("FORBIDDEN", 403) },
  },
  {
    id: "list-unknown",
    title: "Unknown event",
    about: "The server does not know the id.",
    answers: knowing([]),
  },
  {
    id: "list-reader",
    title: "For who may only look",
    about: "No button to log a payment, and none beside the entries.",
    answers: knowing([canned.usual], { viewer: reader }),
  },
];
