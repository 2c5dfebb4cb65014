import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What the server does with the next mails. */
type SmtpBehaviour = "takes" | "refuses" | "hangs up mid-message" | "waits";

/** A real SMTP server on loopback that a test can make difficult. */
export interface TestSmtp {
  url: string;
  port: number;
  mails: ParsedMail[];
  /** Recipients as the envelope says, one list a mail. */
  envelopes: string[][];
  behave(behaviour: SmtpBehaviour): void;
  /** How many mails are kept waiting. */
  waiting(): number;
  /** Lets mails through that are kept waiting. */
  release(): void;
  /** Forgets mails that are kept waiting: they were never taken. */
  forget(): void;
  /** Ends all connections, as a server does that has waited long enough. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Starts it, on a given port to come back after it was closed. */
export async function startSmtp(port = 0): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const envelopes: string[][] = [];
  let behaviour: SmtpBehaviour = "takes";
  let waiting: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    closeTimeout: 10,
    onData(stream, session, done) {
      if (behaviour === "hangs up mid-message") {
        stream.once("data", () => stream.destroy());
        for (const connection of server.connections) connection.close();
        return;
      }
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (behaviour === "refuses")
          return done(Object.assign(new Error("4.7.0 Daily limit exceeded"), { responseCode: 421 }));
        if (behaviour === "waits") await new Promise<void>((resolve) => waiting.push(resolve));
        mails.push(await simpleParser(Buffer.concat(chunks)));
        envelopes.push(session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    envelopes,
    behave(next) {
      behaviour = next;
    },
    waiting: () => waiting.length,
    release() {
      for (const go of waiting) go();
      waiting = [];
    },
    forget() {
      waiting = [];
    },
    hangUp() {
      for (const connection of server.connections) connection.close();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
