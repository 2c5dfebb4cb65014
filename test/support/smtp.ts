import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** How the server treats the next mails. */
type SmtpBehavior = "accepts" | "refuses" | "hangs up mid-message" | "waits";

/** A real SMTP server on loopback that a test can make fail. */
export interface TestSmtp {
  url: string;
  port: number;
  mails: ParsedMail[];
  /** The recipients of each mail's envelope. */
  envelopes: string[][];
  behave(behavior: SmtpBehavior): void;
  /** How many mails are held. */
  waiting(): number;
  /** Accepts the held mails. */
  release(): void;
  /** Forgets the held mails: they are never accepted. */
  forget(): void;
  /** Closes all connections, as a server does after its idle timeout. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Starts the server, on a given port if it was closed before. */
export async function startSmtp(port = 0): Promise<TestSmtp> {
  const mails: ParsedMail[] = [];
  const envelopes: string[][] = [];
  let behavior: SmtpBehavior = "accepts";
  let waiting: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    closeTimeout: 10,
    onData(stream, session, done) {
      if (behavior === "hangs up mid-message") {
        stream.once("data", () => stream.destroy());
        for (const connection of server.connections) connection.close();
        return;
      }
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (behavior === "refuses")
          return done(Object.assign(new Error("4.7.0 Daily limit exceeded"), { responseCode: 421 }));
        if (behavior === "waits") await new Promise<void>((resolve) => waiting.push(resolve));
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
      behavior = next;
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
