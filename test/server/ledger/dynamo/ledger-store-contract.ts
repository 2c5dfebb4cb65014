import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type EntryState, UNTOUCHED } from "../../../../server/ledger/entry.ts";
import { emptyHead } from "../../../../server/ledger/head.ts";
import type { LedgerStore } from "../../../../server/ledger/ledger-store.ts";
import type { MailStateStore } from "../../../../server/ledger/mail-state-store.ts";
import { aCommit, aRecordCommit, entryOf, headAfter } from "../../../support/a-commit.ts";

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
  recentFrom: "2026-06-12T23:30:00.000Z",
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
        referenceUsedBy: [],
        recent: [],
        snapshot: { head: null },
      });
      expect(before.snapshot.facts).toMatchObject({ title: "Rivera sunset sail", currency: "JPY" });
      expect(after.idempotency).toEqual(commit.idempotency.record);
      expect(after.referenceUsedBy).toEqual([entryOf(commit).entry.ref]);
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

    it("keeps a reference in use while one of its payments is active", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId, { reference: "zl1" });
      const second = aCommit(eventId, { reference: "zl1", after: headAfter(first) });
      for (const commit of [first, second]) await store.ledger.commit(commit);
      const usedBy = async () => (await store.ledger.readForWrite(request(eventId))).referenceUsedBy;
      const release = async (commit: typeof first, after: typeof first) => {
        const next = aCommit(eventId, { after: headAfter(after) });
        await store.ledger.commit({ ...next, references: { used: [], released: commit.references.used } });
        return next;
      };

      expect(await usedBy()).toEqual([entryOf(second).entry.ref, entryOf(first).entry.ref]);
      const third = await release(second, second);
      expect(await usedBy()).toEqual([entryOf(first).entry.ref]);
      await release(first, third);
      expect(await usedBy()).toEqual([]);
    });

    it("reads companions since an instant, to the newest", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId);
      const second = aCommit(eventId, { after: headAfter(first) });
      for (const commit of [first, second]) await store.ledger.commit(commit);
      const since = async (recentFrom: string) => {
        const { recent } = await store.ledger.readForWrite({ ...request(eventId), recentFrom });
        return recent.map(({ sequence }) => sequence);
      };

      expect(await since("2026-06-14T23:30:00.000Z")).toEqual([2, 1]);
      expect(await since("2026-06-14T23:30:00.001Z")).toEqual([2]);
      expect(await since("2026-06-14T23:30:00.002Z")).toEqual([]);
    });

    it("writes nothing if a marked companion has changed", async () => {
      const eventId = await store.putEvent();
      const first = aCommit(eventId);
      await store.ledger.commit(first);
      const { ref } = entryOf(first).entry;
      const after = { ...UNTOUCHED, status: "VOIDED", reversedBy: "x" } as const;
      const second = aCommit(eventId, { after: headAfter(first) });
      const staleStates: Partial<EntryState>[] = [
        { refundedMinorUnits: 5 },
        { refundedParts: { GRATUITY: 5 } },
        { status: "VOIDED" },
      ];

      for (const state of staleStates) {
        const stale = { ref, before: { ...UNTOUCHED, ...state }, after };
        expect(await store.ledger.commit({ ...second, marks: [stale] })).toEqual({ result: "raced" });
      }
      const fresh = { ref, before: UNTOUCHED, after };
      expect(await store.ledger.commit({ ...second, marks: [fresh] })).toEqual({ result: "written" });
      expect((await store.ledger.readLines([ref]))[0]?.companion).toMatchObject({
        status: "VOIDED",
        reversedBy: "x",
      });
    });

    it("writes a record only if neither the head nor the terms have changed, and keeps each", async () => {
      const eventId = await store.putEvent();
      const first = aRecordCommit(eventId);
      const { record } = first.written;
      const terms = { ...record.terms, setAt: record.loggedAt };
      const second = aRecordCommit(eventId, { after: first.head.after, terms });

      expect(await store.ledger.commitRecord(first)).toBe("written");
      expect(await store.ledger.commitRecord(aRecordCommit(eventId))).toBe("raced");
      expect(await store.ledger.commitRecord(aRecordCommit(eventId, { after: first.head.after }))).toBe(
        "raced",
      );
      expect(await store.ledger.commitRecord(second)).toBe("written");

      const [snapshot] = await store.ledger.readEvents([eventId]);
      expect(snapshot?.terms).toEqual({
        ...second.written.record.terms,
        setAt: second.written.record.loggedAt,
      });
      expect(snapshot?.head).toEqual(second.head.after);
      for (const { written } of [first, second]) {
        const line = await store.ledger.readRecord(written.record.ref);
        expect(line).toMatchObject({ record: written.record, hash: written.row.hash });
        expect(line?.companion.mail).toEqual(written.companion.mail);
      }
    });

    it("accepts exactly one of many competing writes", async () => {
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
      await store.ledger.commit(commit);
      const isListed = async (now: string) => {
        const due = await store.mails.listDue({ now: new Date(now), limit: 100 });
        return due.some((one) => isDeepStrictEqual(one, entry.ref));
      };
      const settled = { ...companion.mail, version: 2, receipt: null };
      const done = { ...settled.notification, status: "SENT" as const, nextAttemptAt: null };

      expect(await isListed("2026-06-14T23:29:59.000Z")).toBe(false);
      expect(await isListed("2026-06-14T23:30:00.000Z")).toBe(true);
      const mail = { ...settled, notification: done };
      expect(await store.mails.replaceMail(entry.ref, { version: 7, mail })).toBe(false);
      expect(await store.mails.replaceMail(entry.ref, { version: 1, mail })).toBe(true);
      expect(await store.mails.replaceMail(entry.ref, { version: 1, mail })).toBe(false);
      expect(await isListed("2027-01-01T00:00:00.000Z")).toBe(false);
      expect((await store.ledger.readLines([entry.ref]))[0]?.companion?.mail).toEqual(mail);
    });
  });
}
