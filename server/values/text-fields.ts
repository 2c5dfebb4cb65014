import { containsCardNumber } from "./card-number.ts";
import { type FaultCode, faultAt, type InputFault } from "./input-faults.ts";
import { characterCount, hasControlCharacters, isBlank, normalizeText } from "./text.ts";

/** Rules for a text field. */
export interface TextRule {
  /** The name of the field in the input. */
  field: string;
  /** The name of the field in a sentence. */
  label: string;
  maxCharacters: number;
  required?: boolean;
  allowLineBreaks?: boolean;
  /** Whether a full card number is allowed in it. */
  mayLookLikeCardNumber?: boolean;
}

/** The text as stored, or null if it is empty. Adds every fault to `faults`. */
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
  if (length > rule.maxCharacters) {
    fault("TOO_LONG", `${rule.label} has ${length} characters; at most ${rule.maxCharacters} are allowed.`);
  }
  if (hasControlCharacters(text, { allowLineBreaks: rule.allowLineBreaks ?? false })) {
    fault("CONTROL_CHARACTER", `${rule.label} contains control characters.`);
  }
  if (!rule.mayLookLikeCardNumber && containsCardNumber(text)) {
    fault("CARD_NUMBER", `${rule.label} contains a full card number. Card numbers are never stored.`);
  }
  return text;
}

/** Whether a text has the form of an email address. Only a mail can show whether the address exists. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\.]+(?:\.[^\s@,;:<>()[\]"\\.]+)+$/.test(text);
}
