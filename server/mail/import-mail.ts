import { formatMoney } from "./formats.ts";
import { type Letter, renderLetter } from "./letter.ts";
import type { Mail } from "./mailer.ts";
import { phrase } from "./phrase.ts";

/** The content of a mail about an import. */
export interface ImportSubject {
  /** The file's name. */
  file: string;
  /** SHA-256 of the file, by which a repeated mail is recognized. */
  fileHash: string;
  logged: number;
  /** The logged amounts by currency, in minor units. */
  sums: ReadonlyMap<string, number>;
  notLogged: number;
  recordedBy: string | null;
  /** The URL of the dispatch page, without a trailing slash. */
  baseUrl: string;
}

/** The one mail to the admin about all payments of an import, which send none themselves. */
export function importMail(subject: ImportSubject, to: string): Mail {
  const { file, fileHash, logged, notLogged, recordedBy, baseUrl } = subject;
  const payments = logged === 1 ? "1 payment" : `${logged.toLocaleString("en")} payments`;
  const sums = [...subject.sums]
    .map(([currency, minorUnits]) => formatMoney(minorUnits, currency))
    .join(", ");
  const heading = phrase`${payments} imported`;
  const letter: Letter = {
    heading,
    facts: [
      ["File", file],
      ["In all", sums],
      ["Rows not logged", notLogged.toLocaleString("en")],
      ["Imported by", recordedBy ?? "Not given"],
    ],
    link: { label: "Open the dispatch page", url: `${baseUrl}/` },
    closing: "No other mail is sent about these payments. If you did not expect this import, look into it.",
  };
  const about = ["import", fileHash, String(logged), String(notLogged)];
  return renderLetter(letter, { to, subject: phrase`${payments} imported: ${sums}`, about });
}
