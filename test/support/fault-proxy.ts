import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, answer, type Exchange, forward, readExchange, toRefusal } from "./wire.ts";

/**
 * A fault between the SDK and the service.
 * `dropAnswer`: the request is executed, the response is lost. `refuse`: the connection breaks before the request is executed.
 * `arriveLate`: the connection breaks immediately, and the request is still executed, after a delay.
 * `throttle`, `transactionConflict`, `inProgress`, `internal`, `denied`: the service's own refusals, nothing is executed.
 * `delay`: executed after a delay. `hang`: never executed and never answered, the connection stays open.
 * `sever`: executed or not, and from then on the client is cut off permanently, as if its process had been killed.
 */
export type Fault =
  | {
      kind:
        | "dropAnswer"
        | "refuse"
        | "throttle"
        | "transactionConflict"
        | "inProgress"
        | "internal"
        | "denied"
        | "hang";
    }
  | { kind: "delay" | "arriveLate"; milliseconds: number }
  | { kind: "sever"; isCarriedOut: boolean };

/** Decides the fault of a request by its operation and its number among requests of that operation, from 1. */
export type FaultPlan = (request: { target: string; count: number }) => Fault | null;

/** A proxy between the SDK and an engine that forwards everything byte for byte, except for the faults of its plan. */
export interface FaultProxy {
  url: string;
  /** How many faults were injected. */
  injected(): number;
  /** How many requests of an operation arrived. */
  seen(target: string): number;
  /** Uses another plan from the next request on. */
  follow(plan: FaultPlan): void;
  /** Sends the next requests to another engine; null breaks their connections. */
  pointTo(upstream: string | null): void;
  /** Resolves when a `sever` has cut off the client. */
  severed: Promise<void>;
  /** Breaks all connections and stops. */
  close(): Promise<void>;
}

/** No fault at all. */
const NO_FAULTS: FaultPlan = () => null;

/** Starts a proxy on a free port of the loopback address. */
export async function createFaultProxy(given: { upstream: string; plan?: FaultPlan }): Promise<FaultProxy> {
  let upstream: string | null = given.upstream;
  let plan = given.plan ?? NO_FAULTS;
  let injected = 0;
  let isSevered = false;
  const severed = Promise.withResolvers<void>();
  const counts = new Map<string, number>();

  const server = createServer(async (request, response) => {
    const exchange = await readExchange(request, response).catch(() => null);
    if (exchange === null || isSevered) return response.destroy();
    const { target } = exchange;
    const count = (counts.get(target) ?? 0) + 1;
    counts.set(target, count);
    const fault = plan({ target, count });
    if (fault !== null) injected += 1;
    if (fault?.kind === "sever") isSevered = true;
    await carryOut(exchange, fault, () => upstream).catch(() => response.destroy());
    if (fault?.kind === "sever") severed.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    severed: severed.promise,
    injected: () => injected,
    seen: (target) => counts.get(target) ?? 0,
    follow(next) {
      plan = next;
    },
    pointTo(next) {
      upstream = next;
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function carryOut(
  exchange: Exchange,
  fault: Fault | null,
  upstream: () => string | null,
): Promise<unknown> {
  const { response } = exchange;
  if (fault === null) return answer(response, await forward(exchange, upstream()));
  switch (fault.kind) {
    case "delay":
      await pause(fault.milliseconds);
      return answer(response, await forward(exchange, upstream()));
    case "dropAnswer":
      await forward(exchange, upstream());
      return response.destroy();
    case "arriveLate":
      response.destroy();
      await pause(fault.milliseconds);
      return forward(exchange, upstream());
    case "sever":
      if (fault.isCarriedOut) await forward(exchange, upstream());
      return response.destroy();
    case "refuse":
      return response.destroy();
    case "hang":
      return undefined;
    default:
      return answer(response, refusalOf(fault.kind, exchange));
  }
}

type Refusal = "throttle" | "transactionConflict" | "inProgress" | "internal" | "denied";

/** The service's refusals in its own wire format. */
function refusalOf(kind: Refusal, exchange: Exchange): Answer {
  switch (kind) {
    case "throttle":
      return toRefusal(400, "com.amazonaws.dynamodb.v20120810#ThrottlingException", {
        message: "Throughput exceeds the current capacity of your table or index.",
      });
    case "inProgress":
      return toRefusal(400, "com.amazonaws.dynamodb.v20120810#TransactionInProgressException", {
        Message: "The transaction with the given request token is already in progress.",
      });
    case "internal":
      return toRefusal(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", {
        message: "The request could not be completed because of an internal error.",
      });
    case "denied":
      return toRefusal(400, "com.amazon.coral.service#AccessDeniedException", {
        Message: `User is not authorized to perform: dynamodb:${exchange.target}`,
      });
    case "transactionConflict":
      return toConflict(exchange);
  }
}

/** A transaction reports a conflict in its cancellation reasons, any other write as a separate exception. */
function toConflict({ target, body }: Exchange): Answer {
  if (target !== "TransactWriteItems") {
    return toRefusal(400, "com.amazonaws.dynamodb.v20120810#TransactionConflictException", {
      message: "Transaction is ongoing for the item",
    });
  }
  const { TransactItems } = JSON.parse(body.toString()) as { TransactItems: unknown[] };
  const reasons = TransactItems.map((_, at) =>
    at === 0
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None" },
  );
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return toRefusal(400, "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", {
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  });
}
