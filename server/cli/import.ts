import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type ImportOptions, importRows } from "../import/import-rows.ts";
import { readRows } from "../import/read-rows.ts";
import { createTally, drawBar, drawReport, type Tally } from "../import/report.ts";
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
    const [path, ...more] = context.words;
    if (path === undefined || more.length > 0) throw new UsageError(`Name one file: ${USAGE}`);
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
      console.log(drawReport(report));
      progress.show(drawBar(tally.rows, read.rows.length));
    }
    progress.clear();
    console.log(tally.toText(options));
    if (flags["no-mail"] !== true && tally.logged > 0)
      console.log(await tell(context, { path, text, tally, options }));
    return tally.rows === tally.fine ? 0 : 1;
  },
  { takesWords: true },
);

function toOptions(flags: Record<string, unknown>): ImportOptions {
  const dates = flags.dates ?? "iso";
  if (dates !== "iso" && dates !== "mdy" && dates !== "dmy")
    throw new UsageError(`--dates is mdy or dmy: ${USAGE}`);
  return {
    isDry: flags["dry-run"] === true,
    allowDuplicates: flags["allow-duplicates"] === true,
    dates,
    recordedBy: typeof flags["recorded-by"] === "string" ? flags["recorded-by"] : null,
  };
}

/** One mail about all of it: imported payments send none of their own. */
async function tell(
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
  if (!mail) return "No mail tells of it: no mailbox is configured.";
  const subject = {
    ...{ file: basename(path), fileHash: sha256(text), baseUrl },
    ...{ logged: tally.logged, sums: tally.sums, notLogged: tally.rows - tally.fine },
    recordedBy: options.recordedBy,
  };
  const mailer = createSmtpMailer(mail.relay);
  try {
    await mailer.send(importMail(subject, mail.to));
    return `A mail to ${mail.to} tells of it.`;
  } catch (error) {
    return `The mail that tells of it could not be sent: ${(error as Error).message}`;
  } finally {
    mailer.close();
  }
}
