// Every state that the elements have, with an address of its own: /components?state=ID. The markup is that of a template of
// the page.

import * as canned from "./canned.js";
import { loadMore, logFromList, logPayment, refreshList, submitForm } from "./drive.js";
import { after, firstThen, knowing, lost, lostAtFirst, never, refusedWith, tellingCrew } from "./wire.js";

/** Long enough to look at it; a form that waits for ever could not be closed. */
const WAITING_MS = 15_000;

const usual = knowing([canned.usual]);
const existing = canned.usual.entries[2];
const dashboard = knowing([canned.usual, canned.wedding]);
const shows = (event) => knowing([event]);

const list = [
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
    answers: knowing([canned.usual], { viewer: canned.reader }),
  },
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

const modal = [
  {
    id: "modal-form",
    title: "The form",
    about:
      "Opened by any element that names the event. What is still owed and who paid before are there to take.",
    answers: usual,
  },
  {
    id: "modal-faults",
    title: "Faults",
    about: "What is wrong stands at each field, and the focus is in the first of them.",
    answers: shows(canned.empty),
    run: submitForm,
  },
  {
    id: "modal-duplicate",
    title: "Is this the same payment?",
    about: "A payment like it is logged already.",
    answers: {
      ...usual,
      LogPayment: (variables) =>
        variables.input.allowDuplicate
          ? usual.LogPayment(variables)
          : { logPayment: { __typename: "PossibleDuplicate", message: "There is one like it.", existing } },
    },
    run: logPayment,
  },
  {
    id: "modal-conflict",
    title: "Already logged",
    about: "An earlier try of this form came through, and what is typed now differs from it.",
    answers: {
      ...usual,
      LogPayment: () => ({
        logPayment: {
          __typename: "IdempotencyConflict",
          message: "The key was used before.",
          differingFields: ["receivedOn"],
          existing,
        },
      }),
    },
    run: logPayment,
  },
  {
    id: "modal-pending",
    title: "On its way",
    about: "While the answer is awaited, for fifteen seconds, nothing can be sent twice.",
    answers: { ...usual, LogPayment: after(WAITING_MS, usual.LogPayment) },
    run: logPayment,
  },
  {
    id: "modal-refused",
    title: "Faults that the server found",
    about: "They stand at their fields, too.",
    answers: {
      ...usual,
      LogPayment: () => ({
        logPayment: {
          __typename: "InvalidInput",
          message: "The input is not valid.",
          faults: [
            {
              path: ["input", "reference"],
              code: "CARD_NUMBER",
              message: "This looks like the number of a card.",
            },
          ],
        },
      }),
    },
    run: logPayment,
  },
  {
    id: "modal-yen",
    title: "Yen",
    about: "A currency without minor digits.",
    answers: shows(canned.yen),
  },
  {
    id: "modal-dinars",
    title: "Kuwaiti dinars",
    about: "A currency with three minor digits.",
    answers: shows(canned.dinars),
  },
  {
    id: "modal-loading",
    title: "Loading",
    about: "Until it is known what the form has to ask.",
    answers: { Dashboard: never },
  },
  {
    id: "modal-failed",
    title: "Could not be loaded",
    about: "There was no answer.",
    answers: { Dashboard: lost },
  },
  {
    id: "modal-unknown",
    title: "Unknown event",
    about: "The server does not know the id.",
    answers: knowing([]),
  },
  {
    id: "modal-reader",
    title: "For who may only look",
    about: "The credential does not allow logging payments.",
    answers: knowing([canned.usual], { viewer: canned.reader }),
  },
];

const state = [
  {
    id: "state-clear",
    title: "Clear to depart",
    about: "The only green one: paid in full, and checked just now.",
    answers: tellingCrew(canned.crew.clear),
  },
  {
    id: "state-tentative",
    title: "Deposit not confirmed",
    about: "The first of three reasons to stay.",
    answers: tellingCrew(canned.crew.tentative),
  },
  {
    id: "state-deposit",
    title: "Not paid in full",
    about: "The deposit is there, the rest is not.",
    answers: tellingCrew(canned.crew.deposit),
  },
  {
    id: "state-no-terms",
    title: "Terms not set",
    about: "Nobody has said what the event costs.",
    answers: tellingCrew(canned.crew.noTerms),
  },
  {
    id: "state-cancelled",
    title: "Cancelled",
    about: "Whatever was paid.",
    answers: tellingCrew(canned.crew.cancelled),
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
    answers: tellingCrew(null),
  },
  { id: "state-checking", title: "Checking", about: "Until the answer.", answers: { CrewState: never } },
];

const toast = [
  {
    id: "toast-logged",
    title: "Logged",
    about: "What is stored, for six seconds. A page that shows toasts of its own cancels `payment-toast`.",
    answers: usual,
    run: logPayment,
  },
  {
    id: "toast-kept",
    title: "Kept",
    about: "There was no answer. It is sent by itself, five seconds later.",
    answers: { ...usual, LogPayment: firstThen(lost, usual.LogPayment) },
    run: logPayment,
  },
];

const provider = [
  {
    id: "provider-dashboard",
    title: "A dashboard",
    about: "Two lists and one form, fetched by one request. A payment logged here shows in its list at once.",
    answers: dashboard,
  },
  {
    id: "provider-kept",
    title: "Without a network",
    about:
      "What gets no answer is kept on the device, and sent by itself as soon as it can be: here after about half a minute.",
    answers: { ...dashboard, LogPayment: lostAtFirst(4, dashboard.LogPayment) },
    run: logFromList,
  },
];

/** The elements, each with all of its states. `markup` is the id of a template, of the group unless a state has its own. */
export const groups = [
  {
    id: "payment-list",
    title: "<payment-list>",
    about: "What has been collected for one event, and every entry behind it.",
    markup: "list",
    states: list,
  },
  {
    id: "payment-modal",
    title: "<payment-modal>",
    about: "The form with which a payment is logged, in a native dialog.",
    markup: "modal",
    isOpened: true,
    states: modal,
  },
  {
    id: "payment-state",
    title: "<payment-state>",
    about: "Tells the crew whether they may depart, and nothing else.",
    markup: "state-banner",
    states: state,
  },
  {
    id: "payment-provider",
    title: "<payment-provider>",
    about: "Tells every element inside it, once, where the server is and who is asking.",
    markup: "provider",
    states: provider,
  },
  {
    id: "toast",
    title: "Toasts",
    about: "A sentence for a moment, shown by the elements themselves.",
    markup: "modal",
    isOpened: true,
    states: toast,
  },
];
