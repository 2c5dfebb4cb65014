import type { ReactiveController, ReactiveControllerHost } from "lit";

const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 60_000;

/** Options of a `MailWatch`. */
export interface MailWatchOptions {
  /** Whether a shown mail is still pending. Called after every update of the host. */
  isPending: () => boolean;

  /** Fetches quietly; the following update decides whether to continue. */
  refresh: () => Promise<void>;
}

/**
 * Refreshes while a mail is pending, with exponential backoff (2 s, 4 s, 8 s … up to a minute). Pauses while the page is
 * hidden, and restarts with the shortest pause when a new mail is pending.
 */
export class MailWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: MailWatchOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, options: MailWatchOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    document.addEventListener("visibilitychange", this.#onVisibilityChange);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    document.removeEventListener("visibilitychange", this.#onVisibilityChange);
    this.#stop();
  }

  hostUpdated(): void {
    if (!this.#options.isPending()) this.restart();
    else if (this.#timer === undefined && this.#isConnected && !document.hidden) {
      this.#timer = setTimeout(() => this.#lookAgain(), this.#pauseMs);
    }
  }

  /** Restarts with the shortest pause. */
  restart(): void {
    this.#stop();
    this.#pauseMs = FIRST_PAUSE_MS;
  }

  async #lookAgain(): Promise<void> {
    this.#pauseMs = Math.min(this.#pauseMs * 2, MAX_PAUSE_MS);
    try {
      await this.#options.refresh();
    } finally {
      this.#stop();
      this.#host.requestUpdate();
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #onVisibilityChange = () => {
    this.#stop();
    this.#host.requestUpdate();
  };
}
