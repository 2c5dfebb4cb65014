import { state } from "lit/decorators.js";
import { DialogElement } from "./dialog-element.ts";

/** A dialog that is open as long as there is something that it is about. */
export abstract class RequestDialog<Request> extends DialogElement {
  /** What it is about. Undefined while it is closed. */
  @state() protected request: Request | undefined;

  protected readonly shownBy = "request";

  protected get isShown(): boolean {
    return this.request !== undefined;
  }

  /** Closes it. Does nothing while an answer is on its way. */
  close(): void {
    if (!this.isPending) this.request = undefined;
  }

  /** Fetches again what is shown; nothing, where nothing of it is fetched. */
  refresh(): void {}

  protected drawContent(): unknown {
    return this.request && this.drawRequest(this.request);
  }

  /** What is in it while it is about this. */
  protected abstract drawRequest(request: Request): unknown;
}
