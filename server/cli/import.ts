import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type ImportOptions, importRows } from "../import/import-rows.ts";
import { readRows } from "../import/read-rows.ts";
import { createTally, formatProgressBar, formatReport, type Tally } from "../import/report.ts";
import { importMail } from "../mail/import-mail.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.ts";
import { sha256 } from "../values/digest.ts";
import { type CommandContext, runCommand, toWriteContext, UsageError } from "./command.ts";
import { createProgress } from "./progress.ts";

const USAGE =
  "npm run import -- payments.csv [--dry-run] [--allow-duplicates] [--dates mdy|dmy] [--recorded-by NAME] [--no-mail]";

const FLAGS = {
  "dry-run": { type: "boolean" },
  "allow-duplicates": { type: "boolean" },
  dates: { type: "string" },
  "recorded-by": { type: "string" },
  "no-mail": { type: "boolean" },
} as const;

await runCommand(
  FLAGS,
  async (context, flags) => {
    const [path, ...more] = context.positionals;
    if (path === undefined || more.length > 0) throw new UsageError(`Pass one file: ${USAGE}`);
    const text = await readFile(path, "utf8").catch((error: Error) => {
      throw new UsageError(`"${path}" cannot be read: ${error.message}`);
    });
    const read = readRows(text);
    if ("fault" in read) throw new UsageError(`"${path}": ${read.fault}`);
    const options = toOptions(flags);
    const tally = createTally();
    const progress = createProgress(context.clock);
    for await (const report of importRows(toWriteContext(context), read.rows, options)) {
      tally.add(report);
      progress.clear();
      console.log(formatReport(report));
      progress.show(formatProgressBar(tally.rows, read.rows.length));
    }
    progress.clear();
    console.log(tally.toText(options));
    if (flags["no-mail"] !== true && tally.logged > 0)
      console.log(await mailSummary(context, { path, text, tally, options }));
    return tally.rows === tally.fine ? 0 : 1;
  },
  { takesArguments: true },
);

function toOptions(flags: Record<string, unknown>): ImportOptions {
  const dates = flags.dates ?? "iso";
  if (dates !== "iso" && dates !== "mdy" && dates !== "dmy")
    throw new UsageError(`--dates must be mdy or dmy: ${USAGE}`);
  return {
    isDryRun: flags["dry-run"] === true,
    allowDuplicates: flags["allow-duplicates"] === true,
    dates,
    recordedBy: typeof flags["recorded-by"] === "string" ? flags["recorded-by"] : null,
  };
}

/** Sends one mail about the whole import, because imported payments send none. Returns what happened. */
async function mailSummary(
  { mail, baseUrl }: CommandContext,
  {
    path,
    text,
    tally,
    options,
  }: {
    path: string;
    text: string;
    tally: Tally;
    options: ImportOptions;
  },
): Promise<string> {
  if (!mail) return "No summary was mailed: no mailbox is configured.";
  const subject = {
    ...{ file: basename(path), fileHash: sha256(text), baseUrl },
    ...{ logged: tally.logged, sums: tally.sums, notLogged: tally.rows - tally.fine },
    recordedBy: options.recordedBy,
  };
  const mailer = createSmtpMailer(mail.relay);
  try {
    await mailer.send(importMail(subject, mail.to));
    return `A summary was mailed to ${mail.to}.`;
  } catch (error) {
    return `The summary could not be mailed: ${(error as Error).message}`;
  } finally {
    mailer.close();
  }
}
