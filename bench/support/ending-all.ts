/** What was started and has to be ended. */
type Started = { stop(): unknown } | { close(): unknown };

/**
 * Does a piece of work, which notes whatever it starts, and then ends all of that, the newest first, whatever came of the
 * work: an engine that is left runs on for ever.
 */
export async function endingAll<Result>(
  work: (toEnd: <One extends Started>(started: One) => One) => Promise<Result>,
): Promise<Result> {
  const noted: Started[] = [];
  try {
    return await work((started) => {
      noted.push(started);
      return started;
    });
  } finally {
    for (const one of noted.reverse()) await ("stop" in one ? one.stop() : one.close());
  }
}
