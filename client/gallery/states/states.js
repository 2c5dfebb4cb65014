// Every state of the elements, each with its own address: /components?state=ID. The markup comes from a template of
// the page.

import { dialogStates } from "./dialog-states.js";
import { listFailureStates } from "./list-failure-states.js";
import { listSlotStates } from "./list-slot-states.js";
import { listStates } from "./list-states.js";
import { modalStates } from "./modal-states.js";
import { providerStates } from "./provider-states.js";
import { stateStates } from "./state-states.js";
import { toastStates } from "./toast-states.js";

/** The elements with their states. `markup` is the id of a template; a state may have its own. */
export const groups = [
  {
    id: "payment-list",
    title: "<payment-list>",
    about: "What has been collected for one event, and every entry behind it.",
    markup: "list",
    states: [...listStates, ...listFailureStates, ...listSlotStates],
  },
  {
    id: "payment-modal",
    title: "<payment-modal>",
    about: "The form with which a payment is logged, in a native dialog.",
    markup: "modal",
    isOpened: true,
    states: modalStates,
  },
  {
    id: "dialogs",
    title: "Dialogs of a list",
    about: "The settlement, and what an admin does about an entry. Each opens at its own address.",
    markup: "list",
    isOpened: true,
    states: dialogStates,
  },
  {
    id: "payment-state",
    title: "<payment-state>",
    about: "Tells the crew whether they may depart, and nothing else.",
    markup: "state-banner",
    states: stateStates,
  },
  {
    id: "payment-provider",
    title: "<payment-provider>",
    about: "Tells every element inside it, once, where the server is and who is asking.",
    markup: "provider",
    states: providerStates,
  },
  {
    id: "toast",
    title: "Toasts",
    about: "A sentence for a moment, shown by the elements themselves.",
    markup: "modal",
    isOpened: true,
    states: toastStates,
  },
];
