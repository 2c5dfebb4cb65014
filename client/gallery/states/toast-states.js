import { firstThen, lost, usual } from "../canned/wire.js";
import { logPayment } from "./drive.js";

/** The messages after a payment. */
export const toastStates = [
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
