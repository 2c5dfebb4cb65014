import type { WireAnswer, WireRequest } from "./wire.ts";

/** One distribution, stored as the XML that was received, and its invalidations. */
export interface FakeCloudFront {
  /** The current configuration; empty while there is none. */
  config: string;
  /** Paths of each invalidation. */
  invalidations: string[][];
  /** How many times someone else writes just before a change arrives. */
  conflicts: number;
  /** Refuses every change because the quota is reached. */
  isFull: boolean;
  answer(request: WireRequest): WireAnswer;
}

export function createFakeCloudFront(): FakeCloudFront {
  let version = 1;
  const fake: FakeCloudFront = {
    config: "",
    invalidations: [],
    conflicts: 0,
    isFull: false,
    answer(request) {
      if (request.url.includes("/invalidation")) return invalidate(request.body.toString());
      if (request.method === "GET") return read();
      return write(request);
    },
  };
  const tag = () => `E${version}`;

  function invalidate(body: string): WireAnswer {
    fake.invalidations.push([...body.matchAll(/<Path>([^<]+)<\/Path>/g)].map(([, path]) => path ?? ""));
    const made = `<Invalidation><Id>I${fake.invalidations.length}</Id><Status>InProgress</Status></Invalidation>`;
    return { status: 201, body: made };
  }

  function read(): WireAnswer {
    if (fake.config === "") return refusal(404, "NoSuchDistribution");
    return { status: 200, headers: { etag: tag(), "content-type": "text/xml" }, body: fake.config };
  }

  function write({ headers, body }: WireRequest): WireAnswer {
    if (fake.isFull) return refusal(400, "TooManyCacheBehaviors");
    if (fake.conflicts > 0) {
      fake.conflicts -= 1;
      version += 1;
    }
    if (headers["if-match"] !== tag() && fake.config !== "") return refusal(412, "PreconditionFailed");
    version += 1;
    fake.config = body.toString();
    const made = `<Distribution><Id>E2EXAMPLE</Id><Status>InProgress</Status>${fake.config.replace(/^<\?xml[^>]*>/, "")}</Distribution>`;
    return { status: 200, headers: { etag: tag() }, body: made };
  }
  return fake;
}

const refusal = (status: number, code: string): WireAnswer => ({
  status,
  headers: { "content-type": "text/xml" },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
