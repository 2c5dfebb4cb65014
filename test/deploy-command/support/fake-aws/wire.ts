/** A request as it came over the wire. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** What goes back over it. */
export interface WireAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** An answer in JSON. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): WireAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
