import type { PropertyValues } from "lit";
import { nothing } from "lit";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { drawDialog } from "./dialog-view.ts";

/** The content of a dialog's header. */
export interface DialogHead {
  heading: string;
  eventTitle: string;
}

/** An element that is a native dialog. It stays open while a result is pending. */
export abstract class DialogElement extends ConnectedElement {
  /** The name of the property that opens and closes it. */
  protected abstract readonly shownBy: string;

  /** Whether it is open or about to open. */
  protected abstract readonly isShown: boolean;

  /** Whether a result is pending. */
  protected abstract readonly isPending: boolean;

  /** The content of the header. */
  protected abstract head(): DialogHead;

  /** The content while it is open. */
  protected abstract drawContent(): unknown;

  /** Closes it. Does nothing while a result is pending. */
  abstract close(): void;

  protected override updated(changed: PropertyValues): void {
    if (!changed.has(this.shownBy)) return;
    if (!this.isShown) this.#dialog?.close();
    else if (!this.#dialog?.open) this.show();
  }

  /** Shows it, and sets the focus where the browser would not. */
  protected show(): void {
    this.#dialog?.showModal();
  }

  /** Called after the browser closed it, which may happen even if `cancel` was prevented. */
  protected onNativeClose(): void {
    this.close();
  }

  protected override render() {
    const { isPending, isShown } = this;
    return drawDialog({
      ...this.head(),
      content: isShown ? this.drawContent() : nothing,
      isPending,
      onClose: () => this.close(),
      onCancel: this.#onCancel,
      onNativeClose: this.#onClose,
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  readonly #onCancel = (event: Event) => {
    if (this.isPending) event.preventDefault();
  };

  /** The event is asynchronous, and the dialog may be open again by then. */
  readonly #onClose = () => {
    if (!this.#dialog?.open) this.onNativeClose();
  };
}
