import { Event } from "./Event.ts";
import type { Resolvers } from "./generated/resolver-types.ts";
import { Money } from "./Money.ts";
import { logPayment } from "./Mutation/logPayment.ts";
import { signIn } from "./Mutation/signIn.ts";
import { Payment } from "./Payment.ts";
import { event } from "./Query/event.ts";
import { eventList } from "./Query/eventList.ts";
import { events } from "./Query/events.ts";
import { payment } from "./Query/payment.ts";
import { paymentMethods } from "./Query/paymentMethods.ts";
import { settings } from "./Query/settings.ts";
import { viewer } from "./Query/viewer.ts";
import { DateTime, Decimal, LocalDate, SafeInt } from "./scalars.ts";

/** Every resolver of the schema; a field that is not here is read off its source by name. */
export const resolvers: Resolvers = {
  Query: { event, eventList, events, payment, paymentMethods, settings, viewer },
  Mutation: { logPayment, signIn },
  Event,
  Money,
  Payment,
  DateTime,
  Decimal,
  LocalDate,
  SafeInt,
};
