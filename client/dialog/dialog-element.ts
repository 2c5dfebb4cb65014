import type { PropertyValues } from "lit";
import { nothing } from "lit";
import { ConnectedElement } from "../payment-provider/connected-element.ts";
import { drawDialog } from "./dialog-view.ts";

/** What is at the head of a dialog. */
export interface DialogHead {
  heading: string;
  eventTitle: string;
}

/** An element that is a native dialog. It stays open while an answer is on its way. */
export abstract class DialogElement extends ConnectedElement {
  /** The property that opens and closes it. */
  protected abstract readonly shownBy: string;

  /** Whether it is open, or about to open. */
  protected abstract readonly isShown: boolean;

  /** Whether an answer is on its way. */
  protected abstract readonly isPending: boolean;

  /** What is at the head. */
  protected abstract head(): DialogHead;

  /** What is in it while it is open. */
  protected abstract drawContent(): unknown;

  /** Closes it. Does nothing while an answer is on its way. */
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

  /** The browser has closed it: it does so by itself, too, even where it was asked not to. */
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

  /** The event comes late, when the dialog may be open again. */
  readonly #onClose = () => {
    if (!this.#dialog?.open) this.onNativeClose();
  };
}
