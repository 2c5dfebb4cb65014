import type { ReactiveController } from "lit";

const BEAT_MS = 1_000;

/** What a `PageWatch` calls while its host is on a page that somebody can see. */
export interface PageWatchOptions {
  /** About once a second. */
  onBeat: () => void;

  /** Somebody is looking again, or the network is back. */
  onReturn: () => void;
}

const watches = new Set<PageWatchOptions>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Tells its host when to look whether what it shows still holds. Rests while the page is hidden. All hosts of a page are
 * told in the same moment, so that what they ask can go into one request.
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
  // A long timer stands still while a device sleeps, and would run on for its rest after that.
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
