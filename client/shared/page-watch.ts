import type { ReactiveController } from "lit";

const BEAT_MS = 1_000;

/** Callbacks of a `PageWatch`, called only while the page is visible. */
export interface PageWatchOptions {
  /** About once a second. */
  onBeat: () => void;

  /** The page is visible or focused again, or the network is back. */
  onReturn: () => void;
}

const watches = new Set<PageWatchOptions>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Signals its host when to check whether its data is still current. Pauses while the page is hidden. All hosts of a page are
 * called at the same moment, so that their queries can share a request.
 */
export class PageWatch implements ReactiveController {
  readonly #options: PageWatchOptions;

  constructor(options: PageWatchOptions) {
    this.#options = options;
  }

  hostConnected(): void {
    if (watches.size === 0) start();
    watches.add(this.#options);
  }

  hostDisconnected(): void {
    watches.delete(this.#options);
    if (watches.size === 0) stop();
  }
}

function start(): void {
  // A long timer pauses while a device sleeps, and would then continue with the remaining time.
  timer = setInterval(beat, BEAT_MS);
  document.addEventListener("visibilitychange", lookAgain);
  addEventListener("focus", lookAgain);
  addEventListener("online", lookAgain);
}

function stop(): void {
  clearInterval(timer);
  document.removeEventListener("visibilitychange", lookAgain);
  removeEventListener("focus", lookAgain);
  removeEventListener("online", lookAgain);
}

function beat(): void {
  if (!document.hidden) for (const { onBeat } of watches) onBeat();
}

function lookAgain(): void {
  if (!document.hidden) for (const { onReturn } of watches) onReturn();
}
