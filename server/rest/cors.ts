/** The headers that pages of other origins may send. */
const HEADERS = ["authorization", "content-type", "x-recorded-by"];
const MAX_AGE_SECONDS = 3600;

/** The CORS headers for an allowed origin, or false for any other one, which receives none. */
export function corsFor(origin: string | null, allowedOrigins: readonly string[]) {
  // Allowing "null" would admit sandboxed pages, whose origin is "null".
  if (origin === null || !allowedOrigins.includes(origin)) return false;
  return {
    origin,
    credentials: false,
    methods: ["GET", "POST"],
    allowedHeaders: HEADERS,
    maxAge: MAX_AGE_SECONDS,
  };
}

/** Adds the CORS headers to the response to a preflight or a request from an allowed page. */
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
