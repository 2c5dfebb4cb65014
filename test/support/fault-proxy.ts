import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, answer, type Exchange, forward, readExchange, toRefusal } from "./wire.ts";

/**
 * What can go wrong between the SDK and the service.
 * `dropAnswer`: carried out, the answer is lost. `refuse`: the connection breaks before anything is carried out.
 * `arriveLate`: the connection breaks at once, and the request is carried out all the same, that much later.
 * `throttle`, `transactionConflict`, `inProgress`, `internal`, `denied`: the service's own refusals, nothing is carried out.
 * `delay`: carried out that much later. `hang`: never carried out and never answered, the connection stays open.
 * `sever`: carried out or not, and from then on the client is cut off for good, as if its process had been killed.
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

/** Decides what happens to a request: the operation, and the how manieth of its kind it is, from 1 on. */
export type FaultPlan = (request: { target: string; count: number }) => Fault | null;

/** Stands between the SDK and an engine, and lets everything through byte for byte unless told otherwise. */
export interface FaultProxy {
  url: string;
  /** How many faults were injected. */
  injected(): number;
  /** How many requests of an operation came by. */
  seen(target: string): number;
  /** Goes by another plan from the next request on. */
  follow(plan: FaultPlan): void;
  /** Sends the next requests to another engine; to none with null, which breaks their connections. */
  pointTo(upstream: string | null): void;
  /** Resolves when the client was cut off by a `sever`. */
  severed: Promise<void>;
  /** Breaks all connections and ends. */
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

/** A transaction learns of a conflict by the reasons of its cancellation, any other write by an exception of its own. */
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
