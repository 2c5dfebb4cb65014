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

/** What came of a request: all of the data, or some or none of it with what went wrong. */
type Answer<Data> = Pick<OperationResult<Data>, "data" | "error">;

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

  readonly #fetchDocument: typeof globalThis.fetch;

  constructor(connection: Connection) {
    this.endpoint = connection.endpoint;
    this.fetch = createAuthorizedFetch(connection);
    this.#fetchDocument = createDocumentFetch(this.fetch);
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

/** Every request goes to the server by itself: an equal one in flight may carry a token of before. */
function fetchOnce(operation: Operation): Promise<OperationResult> {
  const body = makeFetchBody(operation);
  const [url, options] = [makeFetchURL(operation, body), makeFetchOptions(operation, body)];
  return pipe(makeFetchSource(operation, url, options), toPromise);
}

function dataOf<Data>({ data, error }: Answer<Data>): Data {
  if (error) throw fromCombinedError(error);
  return data as Data;
}
