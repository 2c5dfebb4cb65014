import { holdsCardNumber } from "./card-number.ts";
import { type FaultCode, faultAt, type InputFault } from "./input-faults.ts";
import { characterCount, hasControlCharacters, isBlank, normalizeText } from "./text.ts";

/** What a text field must keep to. */
export interface TextRule {
  /** Its name in the input. */
  field: string;
  /** Its name in a sentence. */
  label: string;
  mostCharacters: number;
  required?: boolean;
  allowLineBreaks?: boolean;
  /** Whether a full card number in it is let through. */
  mayLookLikeCardNumber?: boolean;
}

/** The text as stored, or null when nothing was given; every fault of it goes to `faults`. */
export function readTextField(
  given: string | null | undefined,
  rule: TextRule,
  faults: InputFault[],
): string | null {
  const text = normalizeText(given ?? "");
  const fault = (code: FaultCode, message: string) => faults.push(faultAt(rule.field, code, message));
  if (text === "" || isBlank(text)) {
    if (rule.required) fault("BLANK", `${rule.label} is empty.`);
    return null;
  }
  const length = characterCount(text);
  if (length > rule.mostCharacters) {
    fault("TOO_LONG", `${rule.label} has ${length} characters; at most ${rule.mostCharacters} are kept.`);
  }
  if (hasControlCharacters(text, { allowLineBreaks: rule.allowLineBreaks ?? false })) {
    fault("CONTROL_CHARACTER", `${rule.label} holds characters that cannot be shown.`);
  }
  if (!rule.mayLookLikeCardNumber && holdsCardNumber(text)) {
    fault("CARD_NUMBER", `${rule.label} holds a full card number. Card numbers are never stored here.`);
  }
  return text;
}

/** Whether a text has the shape of an email address; whether it exists only a mail can tell. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\.]+(?:\.[^\s@,;:<>()[\]"\\.]+)+$/.test(text);
}
