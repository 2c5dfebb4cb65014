const MILLISECONDS_BETWEEN_LINES = 100;

/** Shows the progress of a command on standard error: in place on a terminal, otherwise not at all, to keep logs short. */
export function createProgress(clock: { monotonicMilliseconds(): number }): {
  show(line: string): void;
  clear(): void;
} {
  let last = Number.NEGATIVE_INFINITY;
  const write = (line: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  };
  return {
    show(line) {
      const now = clock.monotonicMilliseconds();
      if (now - last < MILLISECONDS_BETWEEN_LINES) return;
      last = now;
      write(line);
    },
    clear: () => write(""),
  };
}
