import { expect } from "vitest";
import { toPaymentId } from "../../server/ledger/ids.ts";
import type { TestApi } from "./api.ts";
import { compareStory } from "./compare-story.ts";
import { LedgerModel, type ModelEntry } from "./ledger-model.ts";
import { refusalOf } from "./ledger-rules.ts";
import { putLegacyRow } from "./legacy-rows.ts";
import { type Called, type Done, recordStep, recordTerms, writtenId, writtenIds } from "./record-step.ts";
import { type Answer, toCall } from "./story-calls.ts";
import { nextStoryDay, type StoryDay, setClocks } from "./story-days.ts";
import { EVENTS, type Row, type Story } from "./story-operations.ts";

/** A call, and what a story knows about its answer in advance: the refusal if it is alone, or the answer that it repeats. */
interface Call extends Omit<Done, "answer"> {
  refusal: string | null;
  repeats: Answer | null;
  /** How many rows of the event wait for adoption. */
  waiting: number;
}

/** A story while it runs: its processes and events, and what it has done so far. */
interface RunningStory {
  apis: readonly TestApi[];
  eventIds: string[];
  day: StoryDay;
  model: LedgerModel;
  history: Done[];
  /** In the order of the calls, so that a story means the same for every outcome of a race. */
  known: ModelEntry[];
}

/**
 * Runs a story on its own events and days. The operations of a step are called in order, by the processes in turn. Expects
 * the same ledgers as in the model. Returns the events' ids.
 */
export async function runStory(story: Story, apis: readonly [TestApi, ...TestApi[]]): Promise<string[]> {
  const day = nextStoryDay();
  setClocks(apis, day);
  const eventIds = await Promise.all(EVENTS.map(() => apis[0].table.putEvent()));
  const running: RunningStory = { apis, eventIds, day, model: new LedgerModel(), history: [], known: [] };
  for (const [at, step] of story.entries()) {
    for (const operation of step) if (operation.type === "row") await writeRow(running, operation);
    await runTogether(
      running,
      step.filter((operation) => operation.type !== "row"),
      at,
    );
  }
  await compareStory(running.model, { eventIds, day, api: apis[0] });
  return eventIds;
}

async function writeRow({ apis, eventIds, day, model, known }: RunningStory, row: Row): Promise<void> {
  const { event, minorUnits, time } = row;
  const eventId = eventIds[event] ?? "";
  const timestamp = day.timestampOf(time);
  const amount = String(minorUnits / 100);
  const uuid = await putLegacyRow((apis[0] as TestApi).table, { eventId, amount, timestamp });
  const id = toPaymentId({ eventId, suffix: `${timestamp}#${uuid}` });
  model.addRow(id, { event, minorUnits });
  known.push(model.find(id));
}

async function runTogether(story: RunningStory, step: Called[], at: number): Promise<void> {
  const { apis, model, history, known } = story;
  const calls = step.map((operation, index) => prepare(story, operation, `${at}-${index}`));
  const answers = await Promise.all(
    calls.map((call, index) => call?.send(apis[index % apis.length] as TestApi)),
  );
  const all = calls.flatMap((call, index) => (call ? [{ call, answer: answers[index] }] : []));
  const isAlone = all.length === 1;
  for (const { call, answer } of all) {
    if (call.repeats) expectReplay(answer, call.repeats);
    else if (isAlone) expect(refusedAs(answer)).toBe(call.refusal);
    if (isAlone && call.operation.type === "adopt") expect(answer.adopted).toBe(call.waiting);
  }
  const firsts = all.filter(({ call }) => !call.repeats);
  const written = firsts
    .filter(({ answer }) => !answer.code)
    .map(({ call, answer }) => ({ ...call, answer }));
  recordStep(model, written);
  for (const event of EVENTS) await recordTermsOf(story, event, step);
  if (!isAlone) for (const one of firsts) expectReason(one);
  history.push(...written.filter(({ answer }) => writtenId(answer)));
  known.push(...written.flatMap(({ answer }) => writtenIds(answer)).map((id) => model.find(id)));
}

async function recordTermsOf({ apis, eventIds, model }: RunningStory, event: number, step: Called[]) {
  const asked = step
    .filter((operation) => operation.type === "terms")
    .filter((terms) => terms.event === event);
  const { store } = apis[0] as TestApi;
  if (asked.length > 0) await recordTerms(model, asked, { event, eventId: eventIds[event] ?? "", store });
}

/** A call that is refused while others run is refused in the ledger before them or after them. */
function expectReason({ call, answer }: { call: Call; answer: Answer }): void {
  if (!answer.code) return;
  // Between a refund and the void of another one, less may be left than before and after both.
  if (call.operation.type === "refund" && answer.code === "REFUND_EXCEEDS_PAYMENT") return;
  expect([call.refusal, refusalOf(call.operation, call.target)]).toContain(refusedAs(answer));
}

const refusedAs = (answer: Answer): string | null => answer.faults?.[0].code ?? answer.code ?? null;

function expectReplay(answer: Answer, first: Answer): void {
  expect(writtenId(answer)).toBe(writtenId(first));
  expect(answer.code ?? (answer.replayed && "REPLAYED")).toBe("REPLAYED");
}

/** The call of an operation; null if there is nothing yet to repeat. */
function prepare(story: RunningStory, operation: Called, key: string): Call | null {
  const { eventIds, model, history, known } = story;
  if (operation.type === "retry") {
    const earlier = fromNewest(history, operation.earlier);
    return earlier ? { ...earlier, refusal: null, repeats: earlier.answer, waiting: 0 } : null;
  }
  const target = "target" in operation ? fromNewest(known, operation.target) : undefined;
  const events = touched(operation, target);
  const waiting = events.flatMap((event) => model.of(event)).filter(({ isInLedger }) => !isInLedger).length;
  for (const event of events) model.open(event);
  const send = toCall(operation, { target, eventIds, key: `${eventIds[0]}-${key}` });
  return { operation, target, send, refusal: refusalOf(operation, target), repeats: null, waiting };
}

const fromNewest = <One>(all: readonly One[], place: number): One | undefined =>
  all.at(-1 - (place % Math.max(all.length, 1)));

/** The events whose ledgers a call reads, written to or not. */
function touched(operation: Called, target: ModelEntry | undefined): number[] {
  if ("event" in operation) return [operation.event];
  if (!target) return [];
  return operation.type === "correct" ? [target.event, operation.moveTo ?? target.event] : [target.event];
}
