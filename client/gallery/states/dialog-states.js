import * as canned from "../canned/canned.js";
import { shows } from "../canned/wire.js";
import { openAction, openSettlement } from "./drive.js";

/** The dialogs that a list opens. */
export const dialogStates = [
  {
    id: "dialog-settlement",
    title: "The settlement",
    about: "What was agreed, what came in by which methods, and every entry, to print and to sign.",
    answers: shows(canned.usual),
    run: openSettlement,
  },
  {
    id: "dialog-settlement-tips",
    title: "The settlement with a tip and a security deposit",
    about: "Totals by purpose, and what has not been given back yet.",
    answers: shows(canned.tips),
    run: openSettlement,
  },
  {
    id: "dialog-entry",
    title: "The actions for an entry",
    about: "What an admin can do about a payment with a tip and a security deposit.",
    answers: shows(canned.tips),
    run: openAction("1,880", ""),
  },
  {
    id: "dialog-refund",
    title: "A refund of one kind of money",
    about: "The whole amount is there to take.",
    answers: shows(canned.usual),
    run: openAction("600", "refund"),
  },
  {
    id: "dialog-refund-parts",
    title: "A refund of a payment with parts",
    about: "It asks what the money is taken from, and says what is left of each.",
    answers: shows(canned.tips),
    run: openAction("1,880", "refund"),
  },
  {
    id: "dialog-correct",
    title: "A correction",
    about: "The tip and the security deposit can be corrected like the fare.",
    answers: shows(canned.tipsLogged),
    run: openAction("780", "correct"),
  },
];
