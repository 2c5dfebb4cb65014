import { ApiError, toApiError } from "../api/api-error.ts";
import { errorTexts } from "../api/error-texts.ts";
import type { PaymentsApi } from "../api/payments-api.ts";

/** Fetches the entries of an event as CSV. Throws an `ApiError`. */
export async function fetchCsv(api: PaymentsApi, eventId: string): Promise<Blob> {
  // The export is next to the GraphQL endpoint, even if the page is on another server.
  const url = new URL("export.csv", new URL(api.endpoint, document.baseURI));
  url.searchParams.set("eventId", eventId);
  return fetchBlob(api, url).catch((thrown: unknown) => {
    throw toApiError(thrown);
  });
}

/** Makes the browser save a file. */
export function saveCsv(blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: address, download: "payments.csv" });
  link.click();
  URL.revokeObjectURL(address);
}

async function fetchBlob(api: PaymentsApi, url: URL): Promise<Blob> {
  const response = await api.fetch(url);
  if (response.ok) return response.blob();
  if (response.status === 401)
    throw new ApiError({ code: "UNAUTHENTICATED", message: errorTexts.unauthenticated });
  const { message } = await response.json().catch(() => ({ message: undefined }));
  throw new ApiError({ code: "EXPORT_REFUSED", message: message ?? errorTexts.badAnswer(response.status) });
}
