import * as canned from "../canned/canned.js";
import { lost, never, shows, usual } from "../canned/wire.js";
import { loadMore } from "./drive.js";

/** A list by the payments on its event, or while they are unknown. */
export const listStates = [
  {
    id: "list-usual",
    title: "A usual event",
    about: "What came in, of how much, by which methods, and every entry behind it. The deposit is covered.",
    answers: usual,
  },
  { id: "list-loading", title: "Loading", about: "Until the first answer.", answers: { Dashboard: never } },
  {
    id: "list-empty",
    title: "No payments yet",
    about: "Nothing was logged, and no terms are set.",
    answers: shows(canned.empty),
  },
  {
    id: "list-deposit-open",
    title: "Deposit not covered",
    about: "Money came, but less than the deposit.",
    answers: shows(canned.depositOpen),
  },
  {
    id: "list-paid",
    title: "Paid in full",
    about: "All that was agreed has been collected.",
    answers: shows(canned.paidInFull),
  },
  {
    id: "list-credit",
    title: "Credit",
    about: "More was collected than agreed.",
    answers: shows(canned.credit),
  },
  {
    id: "list-tips",
    title: "A tip and a security deposit",
    about: "Both are collected and counted apart: only fare counts toward what was agreed.",
    answers: shows(canned.tips),
  },
  {
    id: "list-methods",
    title: "Many methods",
    about: "The totals by method, one of them negative: more was given back by it than came.",
    answers: shows(canned.manyMethods),
  },
  {
    id: "list-long-words",
    title: "Long names and notes",
    about: "Nothing is cut off, and nothing widens the page.",
    answers: shows(canned.longWords),
  },
  {
    id: "list-scripts",
    title: "Other scripts",
    about: "Names and notes written from right to left reorder nothing beside them.",
    answers: shows(canned.otherScripts),
  },
  {
    id: "list-voided",
    title: "Voided",
    about: "An entry that was taken back stays, with who did it and why folded into it.",
    answers: shows(canned.voided),
  },
  {
    id: "list-corrected",
    title: "Corrected",
    about: "What a payment was before is folded into the one that counts.",
    answers: shows(canned.corrected),
  },
  {
    id: "list-refunded",
    title: "Refunded",
    about: "One payment given back whole, one in part.",
    answers: shows(canned.refunded),
  },
  {
    id: "list-moved",
    title: "Moved",
    about: "One payment went to another event, one came from there.",
    answers: shows(canned.moved),
  },
  {
    id: "list-late",
    title: "Logged late",
    about: "Noted down long after the money was received.",
    answers: shows(canned.late),
  },
  {
    id: "list-adopted",
    title: "From an earlier tool",
    about:
      "Rows that an older handler wrote: what is not known is said to be, and an amount that is none is not counted.",
    answers: shows(canned.adopted),
  },
  {
    id: "list-mails",
    title: "Mails",
    about: "On their way, sent, failed and off; with a receipt, each of them.",
    answers: shows(canned.mails),
  },
  {
    id: "list-more",
    title: "More than one page",
    about: "Twenty entries at a time.",
    answers: shows(canned.long),
  },
  {
    id: "list-more-failed",
    title: "More could not be loaded",
    about: "What is shown stays.",
    answers: { ...shows(canned.long), MoreEntries: lost },
    run: loadMore,
  },
  {
    id: "list-yen",
    title: "Yen",
    about: "A currency without minor digits.",
    answers: shows(canned.yen),
  },
  {
    id: "list-dinars",
    title: "Kuwaiti dinars",
    about: "A currency with three minor digits.",
    answers: shows(canned.dinars),
  },
];
