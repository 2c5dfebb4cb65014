import type { ReactiveController } from "lit";

const BEAT_MS = 1_000;

/** What a `PageWatch` calls while its host is on a page that somebody can see. */
export interface PageWatchOptions {
  /** About once a second. */
  onBeat: () => void;

  /** Somebody is looking again, or the network is back. */
  onReturn: () => void;
}

/** Tells its host when to look whether what it shows still holds. Rests while the page is hidden. */
export class PageWatch implements ReactiveController {
  readonly #options: PageWatchOptions;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: PageWatchOptions) {
    this.#options = options;
  }

  hostConnected(): void {
    // A long timer stands still while a device sleeps, and would run on for its rest after that.
    this.#timer = setInterval(() => this.#whileVisible(this.#options.onBeat), BEAT_MS);
    document.addEventListener("visibilitychange", this.#onReturn);
    addEventListener("focus", this.#onReturn);
    addEventListener("online", this.#onReturn);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#onReturn);
    removeEventListener("focus", this.#onReturn);
    removeEventListener("online", this.#onReturn);
  }

  readonly #onReturn = () => this.#whileVisible(this.#options.onReturn);

  #whileVisible(call: () => void): void {
    if (!document.hidden) call();
  }
}
