import { adoptRemaining } from "../../server/ledger/adopt/adopt-late-rows.ts";
import type { TestApi } from "./api.ts";
import type { ModelEntry } from "./ledger-model.ts";
import { logPayment } from "./payments.ts";
import { correctPayment, refundPayment, setEventTerms, voidPayment } from "./reversals.ts";
import { type Amount, type Correct, type Log, type Operation, totalOf } from "./story-operations.ts";

// biome-ignore lint/suspicious/noExplicitAny: the answers are unions of GraphQL, read by what they are.
export type Answer = any;

/** Sends a call, exactly the same every time. */
export type Send = (api: TestApi) => Promise<Answer>;

/** Decimal text of minor units. */
const decimal = (minorUnits: number) => (minorUnits / 100).toFixed(2);

const toParts = (amount: Partial<Amount>) =>
  Object.entries(amount)
    .filter(([, minorUnits]) => minorUnits > 0)
    .map(([purpose, minorUnits]) => ({ purpose, amount: decimal(minorUnits) }));

/** Turns an operation into a call that can be repeated exactly. */
export function toCall(
  operation: Exclude<Operation, { type: "retry" | "row" }>,
  { target, eventIds, key }: { target: ModelEntry | undefined; eventIds: string[]; key: string },
): Send {
  const idOf = (event: number) => eventIds[event] ?? "";
  const reversal = { paymentId: target?.id ?? "nothing", reason: "Because", idempotencyKey: key };
  switch (operation.type) {
    case "log": {
      const input = { ...toPayment(operation), eventId: idOf(operation.event), idempotencyKey: key };
      return (api) => logPayment(api, input);
    }
    case "void":
      return (api) => voidPayment(api, reversal);
    case "refund": {
      const given = toRefund(operation.amount);
      return (api) => refundPayment(api, { ...reversal, ...given });
    }
    case "correct": {
      const input = { ...reversal, ...toCorrection(operation, idOf) };
      return (api) => correctPayment(api, input);
    }
    case "terms": {
      const { event, agreedTotal, deposit } = operation;
      const terms = {
        agreedTotal: decimal(agreedTotal),
        deposit: deposit === null ? null : decimal(deposit),
      };
      return (api) => setEventTerms(api, { eventId: idOf(event), ...terms });
    }
    case "adopt":
      return async ({ store, clock }) => ({
        adopted: await adoptRemaining({ store, clock, ...INSTALLATION }, idOf(operation.event)),
      });
  }
}

const INSTALLATION = { operatorCurrency: "USD", timeZone: "America/Los_Angeles" };

/** The fare is what the parts leave. */
function toPayment({ amount, method, reference, patron }: Log) {
  const { FARE: _, ...others } = amount;
  const parts = toParts(others);
  return {
    ...{ amount: decimal(totalOf(amount)), method, reference, patron: `P ${patron}`, allowDuplicate: true },
    ...(parts.length > 0 && { parts }),
  };
}

/** All parts are named, unless all is fare. */
const toRefund = (amount: Amount) => ({
  amount: decimal(totalOf(amount)),
  ...(amount.FARE < totalOf(amount) && { parts: toParts(amount) }),
});

function toCorrection({ minorUnits, parts, reference, moveTo }: Correct, idOf: (event: number) => string) {
  return {
    ...(minorUnits !== null && { amount: decimal(minorUnits) }),
    ...(parts !== null && { parts: toParts(parts) }),
    ...(reference !== null && { reference }),
    ...(moveTo !== null && { moveToEventId: idOf(moveTo) }),
    allowDuplicate: true,
  };
}
