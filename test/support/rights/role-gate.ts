import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, answer, forward, readExchange, toRefusal } from "../wire.ts";
import { type Need, readNeed } from "./needed-rights.ts";
import type { Right } from "./role.ts";

/** A proxy between a function and AWS that refuses, as IAM does, what the function's role does not allow. */
export interface RoleGate {
  /** For `AWS_ENDPOINT_URL`: calls of every service go through it. */
  url: string;
  /** Every right that was needed so far, including those that the role lacks, sorted. */
  needed(): Right[];
  /** The needed rights that the role lacks. */
  refused(): Right[];
  /** The operations of a service that were called, e.g. `Query`. */
  operations(service: string): Set<string>;
  close(): void;
}

/** The rights and the services of a gate. */
export interface GateOptions {
  rights: readonly Right[];
  /** The name of the table that rights call `table`. */
  tableName: string;
  /** The addresses of the services, by the prefix of their actions. */
  services: Record<string, string>;
}

/** Starts a gate on a free port of the loopback address. */
export async function startRoleGate({ rights, tableName, services }: GateOptions): Promise<RoleGate> {
  const needed = new Set<Right>();
  const operations = new Map<string, Set<string>>();
  const isMissing = (right: Right) => !rights.includes(right);
  const server = createServer(async (request, response) => {
    const exchange = await readExchange(request, response).catch(() => null);
    if (exchange === null) return response.destroy();
    const need = readNeed(exchange, tableName);
    const { service, operation } = need;
    operations.set(service, (operations.get(service) ?? new Set()).add(operation));
    for (const right of need.rights) needed.add(right);
    const missing = need.rights.find(isMissing);
    if (missing !== undefined) return answer(response, refuse(need, missing));
    const answered = await forward(exchange, services[service] ?? null).catch(() => null);
    return answered === null ? response.destroy() : answer(response, answered);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    needed: () => [...needed].sort(),
    refused: () => [...needed].filter(isMissing).sort(),
    operations: (service) => operations.get(service) ?? new Set(),
    close: () => server.close().closeAllConnections(),
  };
}

/** AWS's message, in the format of each service. */
function refuse({ service }: Need, right: Right): Answer {
  const [action = "", resource = ""] = right.split(" ");
  const Message =
    `User: arn:aws:sts::123456789012:assumed-role/test/test is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`;
  if (service === "dynamodb")
    return toRefusal(400, "com.amazon.coral.service#AccessDeniedException", { Message });
  if (service === "ssm") return toRefusal(400, "AccessDeniedException", { Message });
  const { body } = toRefusal(403, "AccessDeniedException", { Message });
  return { status: 403, headers: ["x-amzn-errortype", "AccessDeniedException"], body };
}
