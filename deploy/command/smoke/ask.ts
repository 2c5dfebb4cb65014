/** A response, read to its end. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

const TIMEOUT_MILLISECONDS = 15_000;

/** Sends a request without following redirects. Throws if there is no response. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  const response = await fetch(url, { redirect: "manual", signal, ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The body as a JSON object; null for anything else, for example a page. */
export function jsonOf({ text }: Answered): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** A short description of a response. */
export function describeAnswer({ status, headers, text }: Answered): string {
  const type = headers.get("content-type") ?? "no content type";
  const start = text.replace(/\s+/g, " ").slice(0, 60);
  return `status ${status}, ${type}${start ? `, "${start}"` : ""}`;
}
