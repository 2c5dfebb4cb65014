import { createTransport } from "nodemailer";

interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

const transport = createTransport({ url: process.env.SMTP_URL ?? "", pool: true, maxConnections: 1 });

/** Sends the given messages over one connection, without any records. */
export async function handler({ messages }: { messages: Message[] }): Promise<{ sent: number }> {
  const from = process.env.SCC_GMAIL_TO ?? "";
  await Promise.all(messages.map((message) => transport.sendMail({ ...message, from })));
  return { sent: messages.length };
}
