import { createTransport } from "nodemailer";
import type { MailRelay } from "../config.ts";
import type { Mailer } from "./mailer.ts";

/** Enough for all concurrent deliveries to send their two mails. */
const CONNECTIONS = 6;
const TIMEOUT_MILLISECONDS = 15_000;

/** Sends over SMTP: through Gmail with an app password, or through another relay. */
export function createSmtpMailer(relay: MailRelay): Mailer {
  const server = "url" in relay ? { url: relay.url } : gmail(relay);
  const transport = createTransport({
    ...server,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      await transport.sendMail({
        from: { name: "Payments", address: relay.from },
        to: { name: "", address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.messageId}>`,
      });
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

const gmail = (relay: { user: string; password: string }) => ({
  host: "smtp.gmail.com",
  port: 465,
  secure: true,
  auth: { user: relay.user, pass: relay.password },
});
