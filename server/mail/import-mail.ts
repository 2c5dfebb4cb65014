import { drawMoney } from "./formats.ts";
import { drawLetter, type Letter } from "./letter.ts";
import type { Mail } from "./mailer.ts";
import { phrase } from "./phrase.ts";

/** What a mail about an import tells. */
export interface ImportSubject {
  /** The file's name. */
  file: string;
  /** SHA-256 of the file, by which a repeated mail is recognised. */
  fileHash: string;
  logged: number;
  /** What was logged by currency, in minor units. */
  sums: ReadonlyMap<string, number>;
  notLogged: number;
  recordedBy: string | null;
  /** The dispatch page, without a trailing slash. */
  baseUrl: string;
}

/** The one mail to the admin about all payments of an import: each of them sends none. */
export function importMail(subject: ImportSubject, to: string): Mail {
  const { file, fileHash, logged, notLogged, recordedBy, baseUrl } = subject;
  const payments = logged === 1 ? "1 payment" : `${logged.toLocaleString("en")} payments`;
  const sums = [...subject.sums].map(([currency, minorUnits]) => drawMoney(minorUnits, currency)).join(", ");
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
  return drawLetter(letter, { to, subject: phrase`${payments} imported: ${sums}`, about });
}
