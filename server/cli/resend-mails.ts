import { type FailedMail, resendFailedMails } from "../ledger/payments/resend-failed-mails.ts";
import { type FilterInput, readFilter } from "../ledger/read/entry-filter.ts";
import { walkEntries } from "../ledger/read/list-entries.ts";
import { planWalk } from "../ledger/read/walk-index.ts";
import { countOf } from "../values/plural.ts";
import { runCommand, toWriteContext, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

const FLAGS = {
  "entered-from": { type: "string" },
  "entered-to": { type: "string" },
  "event-id": { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

await runCommand(FLAGS, async (context, flags) => {
  const isDryRun = flags["dry-run"] === true;
  const input = {
    enteredFrom: flags["entered-from"],
    enteredTo: flags["entered-to"],
    eventId: flags["event-id"],
  } as FilterInput;
  const read = readFilter(input, context.timeZone);
  if ("fault" in read) throw new UsageError(read.fault);
  const progress = createProgress(context.clock);
  const mails: FailedMail[] = [];
  const writing = { ...toWriteContext(context), mailStates: context.mailStates };
  const { filter } = read;
  const walk = planWalk(filter, { direction: "oldestFirst", now: context.clock.now() });
  const found = walkEntries(context, { filter, walk });
  for await (const mail of resendFailedMails(writing, { found, isDryRun })) {
    mails.push(mail);
    progress.clear();
    console.log(describeMail(mail));
    progress.show(countOf(mails.length, "mail"));
  }
  progress.clear();
  const queued = mails.filter(({ outcome }) => outcome === "queued").length;
  console.log(
    isDryRun
      ? `${countOf(mails.length, "failed mail")}.`
      : `${queued} of ${countOf(mails.length, "failed mail")} queued again.`,
  );
  return isDryRun || queued === mails.length ? 0 : 1;
});

function describeMail({ eventId, paymentId, kind, lastError, outcome }: FailedMail): string {
  const problem = outcome === null || outcome === "queued" ? "" : `  not queued: ${outcome}`;
  return `${eventId}  ${paymentId}  ${kind}  ${lastError ?? "no reason recorded"}${problem}`;
}
