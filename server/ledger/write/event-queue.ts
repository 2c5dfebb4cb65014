/** Lets the writes to one event take turns inside this process, so that only processes race each other. */
export interface EventQueue {
  /** Runs the work when all earlier work for this event has ended, however it ended. */
  run<Result>(eventId: string, work: () => Promise<Result>): Promise<Result>;
}

/** An empty queue. It holds nothing for events at which nobody is at work. */
export function createEventQueue(): EventQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(eventId, work) {
      const before = last.get(eventId) ?? Promise.resolve();
      const result = before.then(work, work);
      const ended = result
        .catch(() => undefined)
        .then(() => {
          if (last.get(eventId) === ended) last.delete(eventId);
        });
      last.set(eventId, ended);
      return result;
    },
  };
}
