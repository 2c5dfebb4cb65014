import * as canned from "../canned/canned.js";
import { reader } from "../canned/settings.js";
import { after, knowing, lost, never, shows, usual } from "../canned/wire.js";
import { addTip, logPayment, logWithTip, submitForm } from "./drive.js";

/** Long enough to look at it; a form that waits indefinitely could not be closed. */
const WAITING_MS = 15_000;

const existing = canned.usual.entries[2];

/** The form: opened, with each result, and the states that prevent it from opening. */
export const modalStates = [
  {
    id: "modal-form",
    title: "The form",
    about:
      "Opened by any element that names the event. What is still owed and who paid before are there to take.",
    answers: usual,
  },
  {
    id: "modal-tip",
    title: "A tip and a security deposit",
    about: "Both are folded away until they are wanted, and add up with the fare.",
    answers: usual,
    run: addTip,
  },
  {
    id: "modal-tip-refused",
    title: "A fault in the tip",
    about: "What the server found in a part stands at the field of that part.",
    answers: {
      ...usual,
      LogPayment: () => ({
        logPayment: {
          __typename: "InvalidInput",
          message: "The input is not valid.",
          faults: [
            {
              path: ["input", "parts", "0", "amount"],
              code: "TOO_MANY_DIGITS",
              message: "This must be an amount in USD, greater than zero.",
            },
          ],
        },
      }),
    },
    run: logWithTip,
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
    answers: knowing([canned.usual], { viewer: reader }),
  },
];
