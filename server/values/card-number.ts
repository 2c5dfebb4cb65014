import { toAsciiDigits } from "./text.ts";

interface Network {
  prefix: RegExp;
  lengths: readonly number[];
}

/** Prefixes and lengths of the card networks, ISO/IEC 7812: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay. */
const NETWORKS: readonly Network[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { prefix: /^3(?:0[0-5]|095|[689])/, lengths: [14, 16, 19] },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
];

/** Separators that people type between groups of digits, and invisible characters. */
const DIGITS = /\d(?:[\s\p{Pd}\u2212\u2043._·•\p{Cf}\p{Default_Ignorable_Code_Point}\p{M}]*\d){12,}/gu;

/**
 * Whether the text contains a full card number: a network's prefix and length, and a Luhn match. Spaces, dashes and
 * points do not hide it, nor do adjacent digits, nor the digits of another script.
 */
export function containsCardNumber(text: string): boolean {
  const runs = toAsciiDigits(text.normalize("NFKC")).match(DIGITS) ?? [];
  return runs.some((run) => joinedGroups(run.split(/\D+/)).some(isCardNumber));
}

const MAX_CARD_NUMBER_DIGITS = 19;

function joinedGroups(groups: string[]): string[] {
  return groups.flatMap((_, start) => {
    const joined: string[] = [];
    let digits = "";
    for (const group of groups.slice(start, start + MAX_CARD_NUMBER_DIGITS)) {
      digits += group;
      joined.push(digits);
    }
    return joined;
  });
}

function isCardNumber(digits: string): boolean {
  const isOfNetwork = NETWORKS.some(
    ({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits),
  );
  return isOfNetwork && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
