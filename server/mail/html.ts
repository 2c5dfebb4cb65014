/** Markup that is safe to insert into a page or a mail. */
export interface Html {
  readonly markup: string;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (text: string) =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Template tag that escapes every value, except markup made by the tag itself. */
export function html(
  parts: TemplateStringsArray,
  ...values: (string | number | Html | readonly Html[] | null)[]
): Html {
  const rendered = values.map((value) => {
    if (value === null) return "";
    if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
    return "markup" in value ? value.markup : value.map((one) => one.markup).join("");
  });
  return { markup: parts.reduce((markup, part, at) => markup + rendered[at - 1] + part) };
}
