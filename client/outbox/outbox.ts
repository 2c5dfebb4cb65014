import { ApiError, toApiError } from "../api/api-error.ts";
import type { LogPaymentInput, LogPaymentMutation } from "../api/generated/graphql.ts";
import { LogPaymentDocument } from "../api/generated/log-payment.ts";
import { WhoAmIDocument } from "../api/generated/viewer.ts";
import type { PaymentsApi } from "../api/payments-api.ts";
import { refusalWords } from "../shared/server-words.ts";
import type { KeptPayment } from "./kept-payment.ts";
import { forget, keep, read, readAll } from "./outbox-store.ts";

type Answer = LogPaymentMutation["logPayment"];

/** The success type among the results. */
export type Logged = Extract<Answer, { __typename: "PaymentLogged" }>;

/** A network that has just recovered may fail once more. */
const SHORT_PAUSE_MS = 1_000;
const FIRST_PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 60_000;

/** Thrown if there was no response: the payment is kept on this device and retried automatically. */
export class KeptError extends ApiError {}

/**
 * Sends payments so that none is lost and none is logged twice: each is stored on the device with its key before it is sent, and
 * deleted only after the server has logged or refused it. Whatever happens in between, even if the page is closed, it is sent
 * again with the same key.
 */
export class Outbox {
  readonly #api: PaymentsApi;
  readonly #endpoint: string;
  readonly #members = new Map<{ eventId: string }, (logged: Logged) => void>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #isSending = false;

  constructor(api: PaymentsApi) {
    this.#api = api;
    this.#endpoint = new URL(api.endpoint, document.baseURI).href;
  }

  /**
   * Sends a payment while a person waits. Throws a `KeptError` if there was no response, and an `ApiError` if the whole request
   * was refused or the browser cannot store anything.
   */
  async send(
    input: LogPaymentInput & { idempotencyKey: string },
    typedBy: KeptPayment["typedBy"],
  ): Promise<Answer> {
    const key = input.idempotencyKey;
    const payment: KeptPayment = {
      key,
      endpoint: this.#endpoint,
      input,
      typedBy,
      keptAt: Date.now(),
      objection: null,
    };
    return withLock(key, () => this.#sendKept(payment, input));
  }

  async #sendKept(payment: KeptPayment, input: LogPaymentInput): Promise<Answer> {
    const { key } = payment;
    const isKept = await keep(payment).then(
      () => true,
      () => false,
    );
    const answer = await this.#mutate(input).catch(toApiError);
    if (answer instanceof ApiError && isKept && !answer.isRefusedWhole) {
      this.#tryLater();
      throw new KeptError(answer);
    }
    await forget(key).catch(() => undefined);
    if (answer instanceof ApiError) throw answer;
    this.#note(answer);
    return answer;
  }

  /** Calls a list back for every kept payment of its event that is logged. Returns a function that unsubscribes. */
  join(list: { eventId: string }, onLogged: (logged: Logged) => void): () => void {
    this.#members.set(list, onLogged);
    return () => this.#members.delete(list);
  }

  /** The kept payments for this server, in the order in which they were typed. */
  async list(): Promise<KeptPayment[]> {
    const all = await readAll().catch(() => []);
    return all.filter(({ endpoint }) => endpoint === this.#endpoint);
  }

  /** Sends all waiting payments, one after the other; failures are retried soon. Never throws. */
  async flush(): Promise<void> {
    this.#pauseMs = SHORT_PAUSE_MS;
    await this.#sendWaiting();
  }

  async #sendWaiting(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#retry);
    try {
      const waiting = (await this.list()).filter(({ objection }) => objection === null);
      if (waiting.length > 0) await this.#sendAll(waiting);
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch (thrown) {
      // Without permission a retry is useless until someone signs in, which fetches everything again.
      if (!(thrown instanceof ApiError && thrown.isRefusedWhole)) this.#tryLater();
    } finally {
      this.#isSending = false;
    }
  }

  async #sendAll(waiting: readonly KeptPayment[]): Promise<void> {
    const { viewer } = await this.#api.query(WhoAmIDocument, {});
    for (const { key, typedBy } of waiting) {
      const isTheirs = typedBy.kind === viewer.kind && typedBy.name === viewer.name;
      if (isTheirs) await withLock(key, () => this.#sendAgain(key), { ifFree: true });
    }
  }

  async #sendAgain(key: string): Promise<void> {
    // Another page may have sent it already.
    const payment = await read(key);
    if (!payment) return;
    const answer = await this.#mutate(payment.input).catch(toApiError);
    const objection = objectionIn(answer);
    try {
      if (!(answer instanceof ApiError)) this.#announce(answer);
    } finally {
      if (objection === null) await forget(key);
      else await keep({ ...payment, objection });
    }
  }

  /** A wrong clock must not prevent a payment from being logged: without a time of typing, the server's counts. */
  async #mutate(input: LogPaymentInput): Promise<Answer> {
    const answer = await this.#log(input);
    return isOnlyAboutTime(answer) ? this.#log({ ...input, typedAt: undefined }) : answer;
  }

  async #log(input: LogPaymentInput): Promise<Answer> {
    return (await this.#api.mutate(LogPaymentDocument, { input })).logPayment;
  }

  #note(answer: Answer): void {
    if (answer.__typename === "PaymentLogged") this.#api.events.note(answer);
  }

  /** A payment is announced once, by one list that shows its event. */
  #announce(answer: Answer): void {
    if (answer.__typename !== "PaymentLogged") return;
    this.#note(answer);
    const [, announce] = [...this.#members].find(([{ eventId }]) => eventId === answer.event.id) ?? [];
    announce?.(answer);
  }

  #tryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#sendWaiting(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, MAX_PAUSE_MS);
  }
}

function isOnlyAboutTime(answer: Answer): boolean {
  return answer.__typename === "InvalidInput" && answer.faults.every(({ path }) => path[1] === "typedAt");
}

/** The server's final refusal. Null if the payment is logged; throws if it must be sent again. */
function objectionIn(answer: Answer | ApiError): string | null {
  if (answer instanceof ApiError) {
    if (answer.isRefusedWhole && !answer.isUnauthenticated) return answer.message;
    throw answer;
  }
  if (answer.__typename === "Busy") throw new ApiError({ code: "BUSY", message: answer.message });
  return answer.__typename === "PaymentLogged" ? null : refusalWords(answer);
}

const outboxes = new WeakMap<PaymentsApi, Outbox>();

/** The outbox of a client. */
export function outboxOf(api: PaymentsApi): Outbox {
  const outbox = outboxes.get(api) ?? new Outbox(api);
  outboxes.set(api, outbox);
  return outbox;
}

/** Only one page at a time sends a payment. Its key makes that safe; the lock only avoids a second toast. */
async function withLock<Value>(
  key: string,
  work: () => Promise<Value>,
  { ifFree = false } = {},
): Promise<Value> {
  if (!navigator.locks) return work();
  return navigator.locks.request(`dispatch-payments.${key}`, { ifAvailable: ifFree }, (lock) =>
    lock || !ifFree ? work() : (undefined as Value),
  );
}
