import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyHead } from "../../../../server/ledger/head.ts";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import type { MailStateStore } from "../../../../server/ledger/mail-state-store.ts";
import type { EventTerms } from "../../../../server/ledger/payment-state.ts";
import { aCommit, entryOf, headAfter } from "../../../support/a-commit.ts";

/** A store under test, and how other programs write to it. */
export interface StoreUnderTest {
  ledger: LedgerStore;
  mails: MailStateStore;
  putEvent(event?: { currency?: string }): Promise<string>;
}

const request = (eventId: string, key = "none") => ({
  eventId,
  idempotency: { principal: "admin", key },
  reference: { method: "ZELLE", folded: "zl1" },
});

/** The contract of every ledger store, whatever its implementation. */
export function describeLedgerStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`a ledger store on ${name}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await create();
    });

    it("reads everything that a write needs, before and after the first entry", async () => {
      const eventId = await store.putEvent({ currency: "JPY" });
      const before = await store.ledger.readForWrite(request(eventId, "k1"));
      const commit = aCommit(eventId, { key: "k1", reference: "zl1" });
      await store.ledger.commit(commit);
      const after = await store.ledger.readForWrite(request(eventId, "k1"));

      expect(before).toMatchObject({
        idempotency: null,
        referenceUsedBy: null,
        recent: [],
        snapshot: { head: null },
      });
      expect(before.snapshot.facts).toMatchObject({ title: "Rivera sunset sail", currency: "JPY" });
      expect(after.idempotency).toEqual(commit.idempotency.record);
      expect(after.referenceUsedBy).toBe(commit.idempotency.record.paymentId);
      expect(after.snapshot.head).toEqual(headAfter(commit));
      expect(after.recent).toMatchObject([{ sequence: 1, minorUnits: 12550, patronFolded: "mayarivera" }]);
    });

    it("keeps idempotency keys of different principals apart", async () => {
      const eventId = await store.putEvent();
      await store.ledger.commit(aCommit(eventId, { key: "shared" }));

      const other = await store.ledger.readForWrite({
        ...request(eventId),
        idempotency: { principal: "key-1", key: "shared" },
      });

      expect(other.idempotency).toBeNull();
    });

    it("writes nothing if the head has changed", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId);
      await store.ledger.commit(first);
      const stale = [aCommit(eventId), aCommit(eventId, { after: emptyHead(eventId, "USD") })];

      for (const commit of stale) expect(await store.ledger.commit(commit)).toEqual({ result: "raced" });

      expect(await store.ledger.readLines(stale.map((commit) => entryOf(commit).entry.ref))).toEqual([
        null,
        null,
      ]);
      expect((await store.ledger.readEvents([eventId]))[0]?.head).toEqual(headAfter(first));
    });

    it("writes nothing if the key was used, and returns the record under it", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId, { key: "twice" });
      await store.ledger.commit(first);
      const second = aCommit(eventId, { key: "twice", after: headAfter(first) });

      expect(await store.ledger.commit(second)).toEqual({
        result: "answered",
        record: first.idempotency.record,
      });
      expect(await store.ledger.readLines([entryOf(second).entry.ref])).toEqual([null]);
    });

    it("writes nothing if the reference was used in the meantime", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId, { reference: "zl9" });
      await store.ledger.commit(first);

      expect(
        await store.ledger.commit(aCommit(eventId, { reference: "zl9", after: headAfter(first) })),
      ).toEqual({
        result: "raced",
      });
    });

    it("writes nothing if a marked companion has changed", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId);
      await store.ledger.commit(first);
      const { ref } = entryOf(first).entry;
      const after = { status: "VOIDED", refundedMinorUnits: 0, reversedBy: "x", replacedBy: null } as const;
      const second = aCommit(eventId, { after: headAfter(first) });
      const stale = { ref, before: { status: "RECORDED", refundedMinorUnits: 5 }, after } as const;

      expect(await store.ledger.commit({ ...second, marks: [stale] })).toEqual({ result: "raced" });
      const fresh = { ...stale, before: { status: "RECORDED", refundedMinorUnits: 0 } } as const;
      expect(await store.ledger.commit({ ...second, marks: [fresh] })).toEqual({ result: "written" });
      expect((await store.ledger.readLines([ref]))[0]?.companion).toMatchObject({
        status: "VOIDED",
        reversedBy: "x",
      });
    });

    it("sets terms only if they have not changed, and keeps each change", async () => {
      const eventId = await store.putEvent();
      const mail = entryOf(aCommit(eventId)).companion.mail;
      const set = (setAt: string, before: EventTerms | null) => {
        const after = { agreedTotalMinorUnits: 100, depositMinorUnits: null, setAt };
        const change = { eventId, currency: "USD", before, after, recordedBy: null, principal: "admin" };
        return { after, commit: { change, before, mail, newHead: null } };
      };
      const first = set("2026-06-14T23:30:00.000Z", null);
      const second = set("2026-06-14T23:31:00.000Z", first.after);

      expect(await store.ledger.commitTerms(first.commit)).toBe("written");
      expect(await store.ledger.commitTerms(set("2026-06-14T23:30:30.000Z", null).commit)).toBe("raced");
      expect(await store.ledger.commitTerms(second.commit)).toBe("written");
      expect(await store.ledger.commitTerms(set("2026-06-14T23:32:00.000Z", first.after).commit)).toBe(
        "raced",
      );
      expect((await store.ledger.readEvents([eventId]))[0]?.terms).toEqual(second.after);
      const { setAt } = second.after;
      const { change } = second.commit;
      const { agreedTotalMinorUnits, depositMinorUnits } = first.after;
      expect(await store.ledger.readTermsChange({ eventId, setAt })).toEqual({
        change: { ...change, before: { agreedTotalMinorUnits, depositMinorUnits } },
        mail,
      });
    });

    it("lets exactly one of many competing writes succeed", async () => {
      const eventId = await store.putEvent();

      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => store.ledger.commit(aCommit(eventId))),
      );

      expect(outcomes.filter(({ result }) => result === "written")).toHaveLength(1);
      expect(
        (await store.ledger.readPage({ eventId, direction: "oldestFirst", limit: 20 })).lines,
      ).toHaveLength(1);
    });

    it("reads pages in both directions, companions included", async () => {
      const eventId = await store.putEvent();
      let head = undefined as ReturnType<typeof headAfter> | undefined;
      for (let at = 0; at < 5; at += 1) {
        const commit = aCommit(eventId, { after: head });
        await store.ledger.commit(commit);
        head = headAfter(commit);
      }
      const sequences = async (direction: "oldestFirst" | "newestFirst", limit: number, after?: string) => {
        const page = await store.ledger.readPage({ eventId, direction, limit, after });
        const suffix = page.lines.at(-1)?.companion?.suffix;
        return {
          list: page.lines.map(({ companion }) => companion?.sequence),
          hasMore: page.hasMore,
          suffix,
        };
      };
      const first = await sequences("newestFirst", 2);

      expect(first).toMatchObject({ list: [5, 4], hasMore: true });
      expect(await sequences("newestFirst", 3, first.suffix)).toMatchObject({
        list: [3, 2, 1],
        hasMore: false,
      });
      expect(await sequences("oldestFirst", 5)).toMatchObject({ list: [1, 2, 3, 4, 5], hasMore: false });
    });

    it("lists ledgers in id order", async () => {
      const eventIds = [await store.putEvent(), await store.putEvent()].sort();
      for (const eventId of eventIds) await store.ledger.commit(aCommit(eventId));

      const { eventIds: all } = await store.ledger.listLedgers({ limit: 100 });
      const one = await store.ledger.listLedgers({ limit: 1, after: eventIds[0] });

      expect(all).toEqual([...all].sort());
      expect(all).toEqual(expect.arrayContaining(eventIds));
      expect(one.eventIds).toHaveLength(1);
      expect(one.eventIds[0]).not.toBe(eventIds[0]);
    });

    it("finds entries with a due mail, and replaces its state only from the version read", async () => {
      const eventId = await store.putEvent();
      const commit = aCommit(eventId);
      const { entry, companion } = entryOf(commit);
      const mailed = { about: "entry" as const, ref: entry.ref };
      await store.ledger.commit(commit);
      const isListed = async (now: string) => {
        const due = await store.mails.listDue({ now: new Date(now), limit: 100 });
        return due.some((one) => isDeepStrictEqual(one, mailed));
      };
      const settled = { ...companion.mail, version: 2, receipt: null };
      const done = { ...settled.notification, status: "SENT" as const, nextAttemptAt: null };

      expect(await isListed("2026-06-14T23:29:59.000Z")).toBe(false);
      expect(await isListed("2026-06-14T23:30:00.000Z")).toBe(true);
      const mail = { ...settled, notification: done };
      expect(await store.mails.replaceMail(mailed, { version: 7, mail })).toBe(false);
      expect(await store.mails.replaceMail(mailed, { version: 1, mail })).toBe(true);
      expect(await store.mails.replaceMail(mailed, { version: 1, mail })).toBe(false);
      expect(await isListed("2027-01-01T00:00:00.000Z")).toBe(false);
      expect((await store.ledger.readLines([entry.ref]))[0]?.companion?.mail).toEqual(mail);
    });
  });
}
