import type { PropertyValues, TemplateResult } from "lit";
import { nothing } from "lit";
import { state } from "lit/decorators.js";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { drawDialog } from "./dialog-view.ts";

/** What stands at the head of a dialog. */
export interface DialogHead {
  heading: string;
  eventTitle: string;
}

/** A dialog that is open as long as there is something that it is about. It stays open while an answer is on its way. */
export abstract class DialogElement<Request> extends ConnectedElement {
  /** What it is about. Undefined while it is closed. */
  @state() protected request: Request | undefined;

  /** Whether an answer is on its way. */
  protected abstract readonly isPending: boolean;

  /** What stands at the head. */
  protected abstract head(request: Request | undefined): DialogHead;

  /** What stands in it. */
  protected abstract drawContent(request: Request): TemplateResult | typeof nothing;

  /** Closes it. Does nothing while an answer is on its way. */
  close(): void {
    if (!this.isPending) this.request = undefined;
  }

  /** Fetches anew what is shown; nothing, where nothing of it is fetched. */
  refresh(): void {}

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("request")) return;
    if (!this.request) this.#dialog?.close();
    else if (!this.#dialog?.open) this.show();
  }

  /** Shows it, and sets the focus where the browser would not. */
  protected show(): void {
    this.#dialog?.showModal();
  }

  protected override render() {
    const { request, isPending } = this;
    return drawDialog({
      ...this.head(request),
      content: request ? this.drawContent(request) : nothing,
      isPending,
      onClose: () => this.close(),
      onCancel: this.#onCancel,
      onNativeClose: this.#onNativeClose,
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  readonly #onCancel = (event: Event) => {
    if (this.isPending) event.preventDefault();
  };

  /** The browser tells later, when the dialog may be open again. */
  readonly #onNativeClose = () => {
    if (!this.#dialog?.open) this.close();
  };
}
