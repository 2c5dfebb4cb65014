import * as canned from "../canned/canned.js";
import { knowing, lostAtFirst } from "../canned/wire.js";
import { logFromList } from "./drive.js";

const dashboard = knowing([canned.usual, canned.wedding]);

/** Several elements that share a provider. */
export const providerStates = [
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
