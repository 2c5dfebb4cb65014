import {
  type AnyVariables,
  createRequest,
  makeOperation,
  type Operation,
  type OperationResult,
} from "@urql/core";
import { makeFetchBody, makeFetchOptions, makeFetchSource, makeFetchURL } from "@urql/core/internal";
import { pipe, toPromise } from "wonka";
import { fromCombinedError } from "./api-error.ts";
import { type Connection, createAuthorizedFetch } from "./connection.ts";
import { createDocumentFetch, type OwnDocument } from "./document-fetch.ts";
import { EventLoader } from "./event-loader.ts";
import { DashboardDocument } from "./generated/dashboard.ts";
import { HeadsDocument } from "./generated/unchanged.ts";

/** The outcome of a request: all of the data, or an error with some or none of it. */
type Answer<Data> = Pick<OperationResult<Data>, "data" | "error">;

/**
 * The server, as the elements see it. There is no cache: payments of others must show, and after a mutation the host is
 * redrawn from its result.
 */
export class PaymentsApi {
  /** URL of the GraphQL endpoint. */
  readonly endpoint: string;

  /** Cards that load at the same time share one request. */
  readonly events = new EventLoader({
    whole: (ids) => this.#send("query", DashboardDocument, { ids }),
    heads: (ids) => this.#send("query", HeadsDocument, { ids }),
  });

  /** A `fetch` with the same credential, for routes outside GraphQL. */
  readonly fetch: typeof globalThis.fetch;

  readonly #fetchDocument: typeof globalThis.fetch;

  constructor(connection: Connection) {
    this.endpoint = connection.endpoint;
    this.fetch = createAuthorizedFetch(connection);
    this.#fetchDocument = createDocumentFetch(this.fetch);
  }

  /** Runs a query. Throws an `ApiError` if there is no complete response. */
  async query<Data, Variables extends AnyVariables>(
    document: OwnDocument<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    return dataOf(await this.#send("query", document, variables));
  }

  /** Runs a mutation. Throws an `ApiError` if there is no complete response; the mutation may have been executed nevertheless. */
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
  ): Promise<Answer<Data>> {
    const operation = makeOperation(kind, createRequest(document, variables), {
      url: this.endpoint,
      fetch: this.#fetchDocument,
      preferGetMethod: false,
      requestPolicy: "network-only",
    });
    return fetchOnce(operation);
  }
}

/** Equal requests in flight are not shared, because they may carry an outdated token. */
function fetchOnce(operation: Operation): Promise<OperationResult> {
  const body = makeFetchBody(operation);
  const [url, options] = [makeFetchURL(operation, body), makeFetchOptions(operation, body)];
  return pipe(makeFetchSource(operation, url, options), toPromise);
}

function dataOf<Data>({ data, error }: Answer<Data>): Data {
  if (error) throw fromCombinedError(error);
  return data as Data;
}
