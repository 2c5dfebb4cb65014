/** What was started and has to be ended. */
type Started = { stop(): unknown } | { close(): unknown };

/**
 * Does a piece of work, which notes whatever it starts, and then ends all of that, the newest first, whatever came of the
 * work: an engine that is left runs on for ever.
 */
export async function endingAll<Result>(
  work: (toEnd: <One extends Started>(started: One) => One) => Promise<Result>,
): Promise<Result> {
  await using ending = new AsyncDisposableStack();
  return await work((started) => {
    ending.defer(async () => {
      await ("stop" in started ? started.stop() : started.close());
    });
    return started;
  });
}
