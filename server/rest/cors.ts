/** What pages of other origins may send. */
const HEADERS = ["authorization", "content-type", "x-recorded-by"];
const MAX_AGE_SECONDS = 3600;

/** How a browser is told that a page of another origin may call, or false: then nothing is said at all. */
export function corsFor(origin: string | null, allowedOrigins: readonly string[]) {
  // The answer "null" would let sandboxed pages in, whose origin is "null".
  if (origin === null || !allowedOrigins.includes(origin)) return false;
  return {
    origin,
    credentials: false,
    methods: ["GET", "POST"],
    allowedHeaders: HEADERS,
    maxAge: MAX_AGE_SECONDS,
  };
}

/** The answer to a preflight, or to a request, of a page that may call. */
export function addCors(
  response: Response,
  { request, allowedOrigins }: { request: Request; allowedOrigins: readonly string[] },
): Response {
  const { headers } = response;
  headers.append("vary", "Origin");
  const cors = corsFor(request.headers.get("origin"), allowedOrigins);
  if (!cors) return response;
  headers.set("access-control-allow-origin", cors.origin);
  headers.set("access-control-expose-headers", "content-disposition");
  if (request.method === "OPTIONS") {
    headers.set("access-control-allow-methods", cors.methods.join(", "));
    headers.set("access-control-allow-headers", cors.allowedHeaders.join(", "));
    headers.set("access-control-max-age", String(cors.maxAge));
  }
  return response;
}
