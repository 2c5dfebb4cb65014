/** An answer in JSON. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  jsonText(status, JSON.stringify(body), headers);

/** The same of a text that is JSON already. */
export function jsonText(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}
