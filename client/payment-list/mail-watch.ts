import type { ReactiveController, ReactiveControllerHost } from "lit";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** What a `MailWatch` asks, and what it does meanwhile. */
export interface MailWatchOptions {
  /** Whether a mail that is shown is still on its way. Asked after every update of the host. */
  isPending: () => boolean;

  /** Fetches quietly; the update that follows decides whether to go on. */
  refresh: () => Promise<void>;
}

/**
 * Looks again while a mail is on its way, with growing pauses (2 s, 4 s, 8 s … up to a minute). It rests while the
 * page is hidden, and starts over with the shortest pause when there is something new to wait for.
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

  /** Goes back to the shortest pause. */
  restart(): void {
    this.#stop();
    this.#pauseMs = FIRST_PAUSE_MS;
  }

  async #lookAgain(): Promise<void> {
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
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
