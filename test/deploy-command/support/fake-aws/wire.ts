/** A request as received. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** A response. */
export interface WireAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A response with JSON. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): WireAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
