import type { TestApi } from "./api.ts";
import type { Row } from "./story-operations.ts";

/** The days of a story, which no other story has, so that lists and totals by day show its entries alone. */
export interface StoryDay {
  /** The day of the operator on which the story takes place, and the day before: `YYYY-MM-DD`. */
  on: string;
  before: string;
  /** A time of that day as the legacy handler writes it, which is UTC. */
  timestampOf(time: Row["time"]): string;
}

const MILLISECONDS_PER_DAY = 86_400_000;

let stories = 0;

/** The days of the next story, a week after the last one. */
export function nextStoryDay(): StoryDay {
  const dayAt = (days: number) =>
    new Date(Date.UTC(2001, 0, 3) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  const on = dayAt(7 * stories);
  const before = dayAt(7 * stories - 1);
  stories += 1;
  const timestampOf = (time: Row["time"]) =>
    time === "the day before" ? `${before}T20:00:00` : `${on}T${time}`;
  return { on, before, timestampOf };
}

/** Sets the clocks of the processes to the day of a story. They differ by some seconds, as clocks do. */
export function setClocks(apis: readonly TestApi[], { on }: StoryDay): void {
  for (const [at, { clock }] of apis.entries()) {
    clock.set(`${on}T23:30:00.000Z`);
    clock.advance({ seconds: -5 * at });
  }
}
