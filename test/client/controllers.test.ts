import type { ReactiveController, ReactiveControllerHost } from "lit";
import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../client/api/api-error.ts";
import { MutationController } from "../../client/api/mutation-controller.ts";
import { QueryController } from "../../client/api/query-controller.ts";

/** Stands in for an element: knows its controllers, and updates on demand. */
function aHost() {
  const controllers: ReactiveController[] = [];
  const host: ReactiveControllerHost = {
    addController: (controller) => controllers.push(controller),
    removeController: () => {},
    requestUpdate: vi.fn(),
    updateComplete: Promise.resolve(true),
  };
  const update = () => {
    for (const controller of controllers) controller.hostUpdate?.();
  };
  return { host, update };
}

/** A query whose results the test provides, in any order. */
function aQuery() {
  const { host, update } = aHost();
  const answers: PromiseWithResolvers<string>[] = [];
  const failures: ApiError[] = [];
  let args: readonly [string] | undefined = ["first"];
  const query = new QueryController<readonly [string], string>(host, {
    args: () => args,
    run: () => {
      const answer = Promise.withResolvers<string>();
      answers.push(answer);
      return answer.promise;
    },
    onError: (error) => failures.push(error),
  });
  const ask = (next: typeof args) => {
    args = next;
    update();
  };
  return { query, answers, failures, ask, update };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a query", () => {
  it("runs only when its arguments change", async () => {
    const { query, answers, ask, update } = aQuery();
    ask(["first"]);
    update();
    expect(answers).toHaveLength(1);
    expect(query.status).toBe("pending");
    answers[0]?.resolve("one");
    await settled();
    expect([query.status, query.value]).toEqual(["complete", "one"]);
    ask(["second"]);
    expect([query.status, query.value, answers.length]).toEqual(["pending", undefined, 2]);
    ask(undefined);
    expect([query.status, answers.length]).toEqual(["initial", 2]);
  });

  it("uses the result of the newest call, whichever arrives last", async () => {
    const { query, answers, ask } = aQuery();
    ask(["first"]);
    ask(["second"]);
    answers[1]?.resolve("two");
    await settled();
    answers[0]?.resolve("one");
    await settled();
    expect(query.value).toBe("two");
  });

  it("keeps its value while it runs again, and after a failure", async () => {
    const { query, answers, failures, ask } = aQuery();
    ask(["first"]);
    answers[0]?.resolve("one");
    await settled();
    void query.refresh();
    expect([query.status, query.value]).toEqual(["pending", "one"]);
    answers[1]?.reject(new ApiError({ code: "X", message: "x" }));
    await settled();
    expect([query.status, query.value, query.error?.code]).toEqual(["error", "one", "X"]);
    expect(failures).toHaveLength(1);
  });

  it("fails silently after a quiet refresh", async () => {
    const { query, answers, failures, ask } = aQuery();
    ask(["first"]);
    answers[0]?.resolve("one");
    await settled();
    void query.refresh({ quiet: true });
    expect(query.status).toBe("complete");
    answers[1]?.reject(new Error("offline"));
    await settled();
    expect([query.status, query.value, failures.length]).toEqual(["complete", "one", 0]);
  });

  it("drops a result that was requested before a newer value was set", async () => {
    const { query, answers, ask } = aQuery();
    ask(["first"]);
    answers[0]?.resolve("one");
    await settled();
    void query.refresh({ quiet: true });
    query.update((shown) => `${shown} and a payment`);
    answers[1]?.resolve("one");
    await settled();
    expect(query.value).toBe("one and a payment");
  });

  it("rethrows an error of its own callback unchanged, and keeps the result", async () => {
    const failures: string[] = [];
    const { host, update } = aHost();
    const query = new QueryController<readonly [string], string>(host, {
      args: () => ["first"] as const,
      run: async () => "one",
      onError: (error) => failures.push(error.code),
      onComplete: () => {
        if (query.value === "one" && isWrong) throw new TypeError("a mistake of the page");
      },
    });
    let isWrong = false;
    update();
    await settled();
    isWrong = true;
    await expect(query.refresh()).rejects.toThrow(new TypeError("a mistake of the page"));
    expect([query.status, query.value, query.error]).toEqual(["complete", "one", undefined]);
    expect(failures).toEqual([]);
  });

  it("rethrows an error of the merge callback unchanged", async () => {
    const failures: string[] = [];
    const { host, update } = aHost();
    const query = new QueryController<readonly [string], string>(host, {
      args: () => ["first"] as const,
      run: async () => "one",
      merge: () => {
        throw new TypeError("a mistake of the page");
      },
      onError: (error) => failures.push(error.code),
    });
    update();
    await settled();
    await expect(query.refresh()).rejects.toThrow(new TypeError("a mistake of the page"));
    expect([query.value, query.error, failures]).toEqual(["one", undefined, []]);
  });

  it("rethrows an error of the failure callback unchanged", async () => {
    const { host, update } = aHost();
    let isOffline = false;
    const query = new QueryController<readonly [string], string>(host, {
      args: () => ["first"] as const,
      run: async () => {
        if (isOffline) throw new ApiError({ code: "X", message: "x" });
        return "one";
      },
      onError: () => {
        throw new TypeError("a mistake of the page");
      },
    });
    update();
    await settled();
    isOffline = true;
    await expect(query.refresh()).rejects.toThrow(new TypeError("a mistake of the page"));
    expect([query.status, query.error?.code]).toEqual(["error", "X"]);
  });
});

describe("a mutation", () => {
  it("rethrows an error of its own callback unchanged, and is no longer pending", async () => {
    const { host } = aHost();
    const failures: string[] = [];
    const mutation = new MutationController<string, string>(host, {
      run: async () => "one",
      onAnswer: () => {
        throw new TypeError("a mistake of the page");
      },
      onError: (error) => failures.push(error.code),
    });
    await expect(mutation.run("first")).rejects.toThrow(new TypeError("a mistake of the page"));
    expect([mutation.status, failures]).toEqual(["complete", []]);
  });

  it("reports only the result of the newest call", async () => {
    const { host } = aHost();
    const answers: PromiseWithResolvers<string>[] = [];
    const heard: string[] = [];
    const mutation = new MutationController<string, string>(host, {
      run: () => {
        const answer = Promise.withResolvers<string>();
        answers.push(answer);
        return answer.promise;
      },
      onAnswer: (answer, input) => heard.push(`${input}: ${answer}`),
      onError: (error, input) => heard.push(`${input}: ${error.code}`),
    });
    void mutation.run("first");
    void mutation.run("second");
    expect(mutation.isPending).toBe(true);
    answers[0]?.resolve("one");
    answers[1]?.reject(new Error("offline"));
    await settled();
    expect(mutation.isPending).toBe(false);
    expect(heard).toEqual(["second: NETWORK_ERROR"]);
  });
});
