import { type AnyVariables, Client, createRequest, fetchExchange, type OperationResult } from "@urql/core";
import { fromCombinedError } from "./api-error.ts";
import { type Connection, createAuthorizedFetch } from "./connection.ts";
import { createDocumentFetch, type OwnDocument } from "./document-fetch.ts";
import { EventLoader } from "./event-loader.ts";
import { DashboardDocument } from "./generated/dashboard.ts";
import { HeadsDocument } from "./generated/unchanged.ts";

/**
 * The server, as the elements see it. There is no cache behind it: what others log has to show, and what was
 * logged here is redrawn from the answer itself.
 */
export class PaymentsApi {
  /** URL of the GraphQL endpoint. */
  readonly endpoint: string;

  /** All cards that ask within a moment are answered by one request. */
  readonly events = new EventLoader({
    whole: (ids) => this.#send("query", DashboardDocument, { ids }),
    heads: (ids) => this.#send("query", HeadsDocument, { ids }),
  });

  /** Fetches from the server with the same credential: what is no GraphQL. */
  readonly fetch: typeof globalThis.fetch;

  readonly #client: Client;
  #requests = 0;

  constructor(connection: Connection) {
    this.endpoint = connection.endpoint;
    this.fetch = createAuthorizedFetch(connection);
    this.#client = new Client({
      url: connection.endpoint,
      exchanges: [fetchExchange],
      fetch: createDocumentFetch(this.fetch),
      preferGetMethod: false,
      requestPolicy: "network-only",
    });
  }

  /** Asks; throws an `ApiError` when there is no complete answer. */
  async query<Data, Variables extends AnyVariables>(
    document: OwnDocument<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    return dataOf(await this.#send("query", document, variables));
  }

  /** Tells; throws an `ApiError` when there is no complete answer, which does not mean that nothing was done. */
  async mutate<Data, Variables extends AnyVariables>(
    document: OwnDocument<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    return dataOf(await this.#send("mutation", document, variables));
  }

  #send<Data, Variables extends AnyVariables>(
    kind: "query" | "mutation",
    document: OwnDocument<Data, Variables>,
    variables: Variables,
  ): Promise<OperationResult<Data, Variables>> {
    // The client answers equal requests in flight with one answer. That one may carry a token of before.
    const request = { ...createRequest(document, variables), key: ++this.#requests };
    const operation = this.#client.createRequestOperation(kind, request);
    return this.#client.executeRequestOperation<Data, Variables>(operation).toPromise();
  }
}

function dataOf<Data, Variables extends AnyVariables>({
  data,
  error,
}: OperationResult<Data, Variables>): Data {
  if (error) throw fromCombinedError(error);
  return data as Data;
}
