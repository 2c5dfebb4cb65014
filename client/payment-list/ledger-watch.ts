import type { ReactiveControllerHost } from "lit";
import { PageWatch } from "../shared/page-watch.ts";

/** Often enough to see what somebody else logs, seldom enough not to be noticed on a bill. */
export const DEFAULT_INTERVAL_SECONDS = 60;

const SHORTEST_INTERVAL_SECONDS = 5;

/** A page that comes back into view also gets the focus: one reason to look, not two. */
const SAME_RETURN_MS = 50;

/** What could not be fetched should not stay out of date for long. */
const PAUSE_AFTER_FAILURE_SECONDS = 15;

/** What a `LedgerWatch` asks, and what it does. */
export interface LedgerWatchOptions {
  /** Seconds from one look to the next; zero or less for none. */
  intervalSeconds: () => number;

  /** Whether there is anything to look at, and nothing on its way already. */
  isReady: () => boolean;

  /** Whether the newest fetch has failed. */
  hasFailed: () => boolean;

  /** Looks whether something has changed, and fetches it if so. */
  look: () => Promise<void>;
}

/** Looks at an interval, when the page is looked at again and when the network is back. Rests while the page is hidden. */
export class LedgerWatch {
  readonly #options: LedgerWatchOptions;
  #lookedAt = performance.now();
  #returnedAt = Number.NEGATIVE_INFINITY;
  #isLooking = false;

  constructor(host: ReactiveControllerHost, options: LedgerWatchOptions) {
    this.#options = options;
    host.addController(new PageWatch({ onBeat: () => this.#onBeat(), onReturn: () => this.#onReturn() }));
  }

  /** Says that everything was just fetched. */
  restart(): void {
    this.#lookedAt = performance.now();
  }

  #onBeat(): void {
    const seconds = this.#options.intervalSeconds();
    const longest = this.#options.hasFailed() ? PAUSE_AFTER_FAILURE_SECONDS : seconds;
    const pauseMs = Math.max(Math.min(seconds, longest), SHORTEST_INTERVAL_SECONDS) * 1_000;
    if (seconds > 0 && this.#sinceMs >= pauseMs) void this.#look();
  }

  #onReturn(): void {
    const now = performance.now();
    const isSame = now - this.#returnedAt < SAME_RETURN_MS;
    if (this.#options.intervalSeconds() <= 0 || isSame) return;
    this.#returnedAt = now;
    void this.#look();
  }

  async #look(): Promise<void> {
    if (this.#isLooking || !this.#options.isReady()) return;
    this.#isLooking = true;
    this.restart();
    try {
      await this.#options.look();
    } finally {
      this.#isLooking = false;
    }
  }

  get #sinceMs(): number {
    return performance.now() - this.#lookedAt;
  }
}
