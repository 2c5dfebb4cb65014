import { readFile } from "node:fs/promises";
import { addDays } from "../../values/calendar.ts";

/** The examples in the order of their tabs. The first one, which may be sent by mistake, changes nothing. */
const NAMES = [
  "event",
  "log-payment",
  "payments-of-a-month",
  "totals-of-a-period",
  "crew-view",
  "void-payment",
] as const;

const DAYS_PER_MONTH = 30;

/** An operation that the explorer offers, with the text of its variables. */
export interface Example {
  query: string;
  /** Null for an operation without variables. */
  variables: string | null;
}

/** Reads the examples. Dates in their variables are relative to today. */
export async function readExamples({ today }: { today: string }): Promise<Example[]> {
  return Promise.all(
    NAMES.map(async (name) => {
      const query = await readExample(`${name}.graphql`);
      if (!query.includes("$")) return { query, variables: null };
      const variables = await readExample(`${name}.json`);
      const days = { TODAY: today, MONTH_AGO: addDays(today, -DAYS_PER_MONTH) };
      return {
        query,
        variables: variables.replace(/TODAY|MONTH_AGO/g, (day) => days[day as keyof typeof days]),
      };
    }),
  );
}

const readExample = (name: string) => readFile(new URL(`examples/${name}`, import.meta.url), "utf8");
