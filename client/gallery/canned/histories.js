// Events with voided, corrected, refunded and moved entries; newest entry first.

import { createEvent } from "./event.js";
import { maya, rivera, tom } from "./parts.js";

/** Logged by mistake, and voided. */
export const voided = createEvent({
  ...rivera,
  entries: [
    {
      ...maya,
      kind: "VOID",
      amount: "300.00",
      reason: "Logged twice",
      reverses: { id: "entry-2" },
      receivedOn: "2026-05-31",
    },
    { ...maya, status: "VOIDED", amount: "300.00" },
    { ...maya, amount: "300.00" },
  ],
});

/** Typed wrong twice, and corrected each time. */
export const corrected = createEvent({
  ...rivera,
  entries: [
    {
      ...maya,
      amount: "350.00",
      reason: "The transfer was 350",
      replaces: { id: "entry-3", eventId: rivera.id },
    },
    { ...maya, kind: "VOID", amount: "530.00", reason: "The transfer was 350", reverses: { id: "entry-3" } },
    {
      ...maya,
      amount: "530.00",
      status: "CORRECTED",
      replaces: { id: "entry-1", eventId: rivera.id },
      replacedBy: { id: "entry-5", eventId: rivera.id },
    },
    { ...maya, kind: "VOID", amount: "53.00", reason: "A zero was missing", reverses: { id: "entry-1" } },
    { ...maya, amount: "53.00", status: "CORRECTED", replacedBy: { id: "entry-3", eventId: rivera.id } },
  ],
});

/** One fully refunded, one partially. */
export const refunded = createEvent({
  ...rivera,
  entries: [
    { ...tom, kind: "REFUND", amount: "100.00", reason: "A guest fewer", reverses: { id: "entry-2" } },
    { ...maya, kind: "REFUND", amount: "300.00", reason: "Too much wind", reverses: { id: "entry-1" } },
    { ...tom, status: "PARTIALLY_REFUNDED", amount: "400.00", refunded: "100.00" },
    { ...maya, status: "REFUNDED", amount: "300.00", refunded: "300.00" },
  ].map((entry, index) => ({ ...entry, sequence: 4 - index })),
});

/** One moved to another event, one moved from there. */
export const moved = createEvent({
  ...rivera,
  entries: [
    {
      ...tom,
      amount: "200.00",
      reason: "Was for this sail",
      replaces: { id: "elsewhere-1", eventId: "2026-06-20-okafor-wedding" },
    },
    { ...maya, kind: "VOID", amount: "300.00", reason: "Was for the wedding", reverses: { id: "entry-1" } },
    {
      ...maya,
      amount: "300.00",
      status: "CORRECTED",
      replacedBy: { id: "elsewhere-2", eventId: "2026-06-20-okafor-wedding" },
    },
  ],
});
