/** Serializes the writes to one event within this process, so that only processes compete. */
export interface EventQueue {
  /** Runs the work after all earlier work for this event has ended, successfully or not. */
  run<Result>(eventId: string, work: () => Promise<Result>): Promise<Result>;
}

/** Creates an empty queue. It keeps nothing for events without current work. */
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
