import { html } from "lit";
import { ApiError, toApiError } from "../api/api-error.ts";
import type { EventTotalsFragment } from "../api/generated/graphql.ts";
import { SettlementDocument } from "../api/generated/settlement.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { QueryController } from "../api/query-controller.ts";
import type { DialogHead } from "../dialog/dialog-element.ts";
import { dialogTexts } from "../dialog/dialog-texts.ts";
import { drawDeadEnd, drawLoading } from "../dialog/dialog-view.ts";
import { openerTexts } from "../dialog/opener-texts.ts";
import { RequestDialog } from "../dialog/request-dialog.ts";
import { toast } from "../dialog/toast.ts";
import { elementStyles } from "../shared/element-styles.ts";
import { fetchCsv, saveCsv } from "./download-csv.ts";
import { settlementStyles } from "./payment-settlement.styles.ts";
import { printStyles } from "./print.styles.ts";
import { printCopy } from "./print-sheet.ts";
import type { Settlement } from "./settlement.ts";
import { sheetStyles } from "./sheet.styles.ts";
import { drawSheet } from "./sheet-view.ts";
import { settlementTexts } from "./texts.ts";

/** The arguments of `open`. */
export interface SettlementRequest {
  event: EventTotalsFragment;
  /** The name of the caller; null if the credential has none. */
  drawnUpBy: string | null;
}

type Answer = Omit<Settlement, "settled"> & { settled: Settlement["settled"] | null };

/**
 * The settlement sheet of an event, to read, print and sign. `<payment-list>` creates it on first use, and its data is fetched
 * each time it is opened.
 *
 * @element payment-settlement
 * @fires payment-error - The settlement or its CSV could not be fetched: `{ code, message, requestId }`.
 * @fires payment-toast - A short message for the user: `{ message, tone }`. Cancel it to show the message yourself.
 * @csspart sheet - The sheet, which is also printed.
 * @csspart figures - The agreed, collected and remaining amounts.
 * @csspart methods - The totals by method.
 * @csspart purposes - The totals by purpose, if there is a tip or a security deposit.
 * @csspart entries - The table of entries.
 * @csspart limit - The note above the table if there are more entries than it shows.
 * @csspart gaps - The note below the table if its numbers have gaps.
 * @csspart held - Security deposits still held after the event.
 * @csspart unadopted - Rows that are not counted.
 * @csspart mails - Entries whose mail was not sent.
 * @csspart reversals - Voids and refunds with their reasons.
 * @csspart late - Entries logged late.
 * @csspart adopted - Adopted legacy rows.
 * @csspart ledger-head - The hash that identifies the ledger's current state.
 * @csspart signatures - The signature lines.
 * @csspart csv-button - "CSV".
 * @csspart print-button - "Print". The other parts are those of `<payment-modal>`.
 */
export class PaymentSettlement extends RequestDialog<SettlementRequest> {
  static override styles = elementStyles(...settlementStyles);

  readonly #settlement = new QueryController<readonly [PaymentsApi, SettlementRequest], Answer>(this, {
    args: () => this.request && ([this.api, this.request] as const),
    run: ([api, request]) => load(api, request),
    onComplete: () => void this.#focusSheet(),
    onError: (error) => this.announceError(error),
  });

  /** Opens the sheet of an event. */
  open(request: SettlementRequest): void {
    this.request = request;
  }

  /** Fetches it again. */
  override refresh(): void {
    void this.#settlement.refresh();
  }

  /** Nothing is sent, so it can be closed at any time. */
  protected readonly isPending = false;

  protected head(): DialogHead {
    const { request } = this;
    return {
      heading: openerTexts.settlement,
      eventTitle: request?.event.title ?? request?.event.id ?? "",
    };
  }

  protected drawRequest() {
    const { value, error } = this.#settlement;
    if (error) return this.#drawDeadEnd(settlementTexts.failed(error.message));
    if (!value) return drawLoading(settlementTexts.loading);
    const { settled, ...rest } = value;
    if (!settled) return this.#drawDeadEnd(settlementTexts.eventUnknown);
    return html`
      <div part="body" class="body" role="region" aria-labelledby="heading" tabindex="0">${drawSheet({ ...rest, settled })}</div>
      <div part="footer" class="footer">
        <div class="buttons">
          <button part="cancel-button" type="button" @click=${() => this.close()}>${dialogTexts.close}</button>
          <button part="csv-button" type="button" @click=${this.#onCsv}>${settlementTexts.csv}</button>
          <button part="print-button" class="primary" type="button" @click=${this.#onPrint}>${settlementTexts.print}</button>
        </div>
      </div>
    `;
  }

  #drawDeadEnd(sentence: string) {
    return drawDeadEnd({ sentence, onClose: () => this.close(), onRetry: () => this.refresh() });
  }

  /** Focuses the sheet, so that scroll keys work immediately; not after a refresh, while someone is reading. */
  async #focusSheet(): Promise<void> {
    if (this.renderRoot.querySelector(".sheet")) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".body")?.focus();
  }

  readonly #onCsv = async () => {
    const { api, request } = this;
    if (!request) return;
    const answer = await fetchCsv(api, request.event.id).catch(toApiError);
    if (!(answer instanceof ApiError)) return saveCsv(answer);
    this.announceError(answer);
    toast(this, { message: settlementTexts.csvFailed(answer.message), tone: "failure" });
  };

  readonly #onPrint = () => {
    const sheet = this.renderRoot.querySelector(".sheet");
    const { event } = this.request ?? {};
    if (!sheet || !event) return;
    const title = settlementTexts.printTitle(event.title ?? event.id);
    printCopy(sheet, { place: this.renderRoot, styles: [sheetStyles, printStyles], title });
  };
}

async function load(api: PaymentsApi, { event, drawnUpBy }: SettlementRequest): Promise<Answer> {
  const { eventSettlement, ...rest } = await api.query(SettlementDocument, { eventId: event.id });
  return { ...rest, settled: eventSettlement, drawnUpAt: new Date().toISOString(), drawnUpBy };
}

declare global {
  interface HTMLElementTagNameMap {
    "payment-settlement": PaymentSettlement;
  }
}
