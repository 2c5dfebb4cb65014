import { state } from "lit/decorators.js";
import { DialogElement } from "./dialog-element.ts";

/** A dialog that is open as long as it has a request. */
export abstract class RequestDialog<Request> extends DialogElement {
  /** What the dialog is about; undefined while it is closed. */
  @state() protected request: Request | undefined;

  protected readonly shownBy = "request";

  protected get isShown(): boolean {
    return this.request !== undefined;
  }

  /** Closes it. Does nothing while a result is pending. */
  close(): void {
    if (!this.isPending) this.request = undefined;
  }

  /** Fetches the shown data again, if any of it is fetched. */
  refresh(): void {}

  protected drawContent(): unknown {
    return this.request && this.drawRequest(this.request);
  }

  /** The content for this request. */
  protected abstract drawRequest(request: Request): unknown;
}
