import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Clock } from "../../clock.ts";

/** A mail as the inbox shows it. */
export interface CaughtMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Instant, ISO 8601. */
  date: string;
}

/** A mail server on loopback that keeps the mails it receives. */
export interface MailCatcher {
  smtpUrl: string;
  /** All caught mails, newest first, including those of earlier runs. */
  list(): Promise<CaughtMail[]>;
  close(): void;
}

/** Starts a catcher that stores its mails in a folder. A mail is acknowledged once it is on disk. */
export async function startMailCatcher(folder: string, clock: Clock): Promise<MailCatcher> {
  await mkdir(folder, { recursive: true });
  const parsed = new Map<string, CaughtMail>();
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      const name = `${clock.now().toISOString().replaceAll(":", "-")}-${String(count++).padStart(6, "0")}.eml`;
      readAll(stream)
        .then((message) => keep(folder, name, message))
        .then(() => done(), done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    async list() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
      const mails = await Promise.all(names.sort().map((name) => parse(folder, name, parsed)));
      return mails.toReversed();
    },
    close: () => server.close(),
  };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function keep(folder: string, name: string, message: Buffer): Promise<void> {
  const draft = join(folder, `${name}.part`);
  await writeFile(draft, message, { flush: true });
  await rename(draft, join(folder, name));
}

async function parse(folder: string, name: string, known: Map<string, CaughtMail>): Promise<CaughtMail> {
  const before = known.get(name);
  if (before) return before;
  const mail = toCaught(await simpleParser(await readFile(join(folder, name))));
  known.set(name, mail);
  return mail;
}

function toCaught(mail: ParsedMail): CaughtMail {
  const to = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
  return {
    to: to.map((address) => address.text).join(", "),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || "",
    messageId: mail.messageId ?? "",
    date: (mail.date ?? new Date(0)).toISOString(),
  };
}
