import type { Resolvers } from "./generated/resolver-types.ts";
import { correctPayment } from "./Mutation/correctPayment.ts";
import { logPayment } from "./Mutation/logPayment.ts";
import { refundPayment } from "./Mutation/refundPayment.ts";
import { resendNotification } from "./Mutation/resendNotification.ts";
import { resendReceipt } from "./Mutation/resendReceipt.ts";
import { setEventTerms } from "./Mutation/setEventTerms.ts";
import { signIn } from "./Mutation/signIn.ts";
import { voidPayment } from "./Mutation/voidPayment.ts";
import { event } from "./Query/event.ts";
import { eventList } from "./Query/eventList.ts";
import { eventSettlement } from "./Query/eventSettlement.ts";
import { events } from "./Query/events.ts";
import { payment } from "./Query/payment.ts";
import { paymentMethods } from "./Query/paymentMethods.ts";
import { payments } from "./Query/payments.ts";
import { paymentTotals } from "./Query/paymentTotals.ts";
import { settings } from "./Query/settings.ts";
import { verifyLedger } from "./Query/verifyLedger.ts";
import { viewer } from "./Query/viewer.ts";
import { Event } from "./types/Event.ts";
import { EventSettlement } from "./types/EventSettlement.ts";
import { LedgerVerification } from "./types/LedgerVerification.ts";
import { Money } from "./types/Money.ts";
import { Payment } from "./types/Payment.ts";
import { PaymentTotals } from "./types/PaymentTotals.ts";
import { DateTime, Decimal, LocalDate, SafeInt } from "./types/scalars.ts";
import { withLoggedRefusals } from "./with-logged-refusals.ts";

/** Every resolver of the schema. A field without a resolver is read from its source by name. */
export const resolvers: Resolvers = {
  Query: {
    event,
    eventList,
    events,
    eventSettlement,
    payment,
    paymentMethods,
    payments,
    paymentTotals,
    settings,
    verifyLedger,
    viewer,
  },
  Mutation: withLoggedRefusals({
    correctPayment,
    logPayment,
    refundPayment,
    resendNotification,
    resendReceipt,
    setEventTerms,
    signIn,
    voidPayment,
  }),
  Event,
  EventSettlement,
  LedgerVerification,
  Money,
  Payment,
  PaymentTotals,
  DateTime,
  Decimal,
  LocalDate,
  SafeInt,
};
