import type { ReactiveControllerHost } from "lit";
import { PageWatch } from "../shared/page-watch.ts";

/** Often enough to show other people's payments, seldom enough to cost little. */
export const DEFAULT_INTERVAL_SECONDS = 60;

const MIN_INTERVAL_SECONDS = 5;

/** A page that becomes visible also gets the focus: one check, not two. */
const SAME_RETURN_MS = 50;

/** Failed data must not stay outdated for long. */
const PAUSE_AFTER_FAILURE_SECONDS = 15;

/** Options of a `LedgerWatch`. */
export interface LedgerWatchOptions {
  /** Seconds between checks; zero or less disables them. */
  intervalSeconds: () => number;

  /** Whether there is something to check and no request is pending. */
  isReady: () => boolean;

  /** Whether the last fetch failed. */
  hasFailed: () => boolean;

  /** Checks for changes, and fetches them if there are any. */
  look: () => Promise<void>;
}

/** Checks at an interval, when the page becomes visible, and when the network is back. Pauses while the page is hidden. */
export class LedgerWatch {
  readonly #options: LedgerWatchOptions;
  #lookedAt = performance.now();
  #returnedAt = Number.NEGATIVE_INFINITY;
  #isLooking = false;

  constructor(host: ReactiveControllerHost, options: LedgerWatchOptions) {
    this.#options = options;
    host.addController(new PageWatch({ onBeat: () => this.#onBeat(), onReturn: () => this.#onReturn() }));
  }

  /** Restarts the interval after a fetch. */
  restart(): void {
    this.#lookedAt = performance.now();
  }

  #onBeat(): void {
    const seconds = this.#options.intervalSeconds();
    const longest = this.#options.hasFailed() ? PAUSE_AFTER_FAILURE_SECONDS : seconds;
    const pauseMs = Math.max(Math.min(seconds, longest), MIN_INTERVAL_SECONDS) * 1_000;
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
