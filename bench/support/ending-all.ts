/** A started resource that must be stopped. */
type Started = { stop(): unknown } | { close(): unknown };

/**
 * Runs work that registers everything it starts, then stops all of that, newest first, even if the work fails: an engine would
 * otherwise keep running.
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
