// Computes an event with its totals from a short description of its entries, as the server would.

const LOGGED_AT = "T23:05:00.000Z";
const PURPOSES = ["FARE", "GRATUITY", "SECURITY_DEPOSIT"];

/** An amount from decimal text with all digits of its currency. */
function money(amount, currency) {
  return { amount, minorUnits: Number(amount.replace(".", "")), currency };
}

/** The negated amount. */
function negative({ amount, minorUnits, currency }) {
  return { amount: `-${amount}`, minorUnits: -minorUnits, currency };
}

/**
 * An event as the server sends it, from entries with decimal amounts, newest first. Amounts of voids and refunds are given
 * without sign; of `parts`, e.g. `{ GRATUITY: "180.00" }`, the rest is fare. The input stays in `noted`.
 */
export function createEvent(noted) {
  const { entries = [], currency = "USD", agreed, deposit, ...facts } = noted;
  const all = entries.map((entry, index) =>
    createEntry({ sequence: entries.length - index, ...entry }, currency),
  );
  const totalCollected = sum(all, currency, countDigits(agreed ?? entries[0]?.amount ?? "0.00"));
  return {
    ...facts,
    currency,
    totalCollected,
    ...withTerms({ fareCollected: fareOf(all, totalCollected), agreed, deposit }),
    paymentCount: all.filter(({ kind, status }) => kind === "PAYMENT" && !isReversed(status)).length,
    lastSequence: all.filter(({ sequence }) => sequence !== null).length,
    ledgerHead: String(all.length),
    totalsByMethod: totalsByMethod(all, totalCollected),
    totalsByPurpose: PURPOSES.map((purpose) => ({
      purpose,
      total: sumFor(purpose, all, totalCollected),
    })).filter(({ total }) => total.minorUnits !== 0),
    entries: all,
    noted: { ...noted, entries },
  };
}

/** An entry with defaults for all fields that are not given. */
function createEntry({ amount, refunded, parts, ...particular }, currency) {
  const zero = money((0).toFixed(countDigits(amount ?? "0.00")), currency);
  const positive = amount === null ? null : money(amount, currency);
  const kind = particular.kind ?? "PAYMENT";
  return {
    id: `entry-${particular.sequence}`,
    kind,
    status: "RECORDED",
    amount: positive && kind !== "PAYMENT" ? negative(positive) : positive,
    parts: positive ? createParts(positive, { parts, isNegative: kind !== "PAYMENT" }) : [],
    storedAmount: null,
    reference: null,
    notes: null,
    loggedAt: particular.receivedOn ? particular.receivedOn + LOGGED_AT : null,
    loggedLate: false,
    recordedBy: "Ines Duarte",
    reason: null,
    adopted: false,
    refundedAmount: refunded ? money(refunded, currency) : zero,
    reverses: null,
    replaces: null,
    replacedBy: null,
    notification: { status: "SENT", sentAt: null, lastError: null },
    receipt: null,
    ...particular,
  };
}

function createParts({ amount, minorUnits, currency }, { parts = {}, isNegative }) {
  const digits = countDigits(amount);
  const others = Object.entries(parts).map(([purpose, part]) => ({ purpose, amount: money(part, currency) }));
  const rest = minorUnits - others.reduce((total, part) => total + part.amount.minorUnits, 0);
  const fare = { purpose: "FARE", amount: fromMinorUnits(rest, currency, digits) };
  return [fare, ...others]
    .filter((part) => part.amount.minorUnits > 0)
    .map((part) => (isNegative ? { ...part, amount: negative(part.amount) } : part));
}

function withTerms({ fareCollected, agreed, deposit }) {
  const { currency, minorUnits: collected } = fareCollected;
  if (!agreed)
    return {
      fareCollected,
      agreedTotal: null,
      deposit: null,
      balanceDue: null,
      credit: null,
      paymentState: "UNKNOWN",
    };
  const agreedTotal = money(agreed, currency);
  const asked = deposit ? money(deposit, currency) : null;
  const open = agreedTotal.minorUnits - collected;
  const of = (minorUnits) => fromMinorUnits(Math.max(minorUnits, 0), currency, countDigits(agreed));
  const isCovered = collected >= (asked?.minorUnits ?? 1);
  const paymentState = open <= 0 ? "PAID_IN_FULL" : isCovered ? "DEPOSIT_RECEIVED" : "TENTATIVE";
  return {
    fareCollected,
    agreedTotal,
    deposit: asked,
    balanceDue: of(open),
    credit: of(-open),
    paymentState,
  };
}

function totalsByMethod(entries, { currency, amount }) {
  const counted = entries.filter((entry) => entry.amount !== null);
  return [...Map.groupBy(counted, ({ method }) => method)].map(([method, own]) => ({
    method,
    total: sum(own, currency, countDigits(amount)),
    count: own.filter(({ kind, status }) => kind === "PAYMENT" && !isReversed(status)).length,
  }));
}

const fareOf = (entries, total) => sumFor("FARE", entries, total);

function sumFor(purpose, entries, { currency, amount }) {
  const parts = entries.flatMap((entry) => entry.parts.filter((part) => part.purpose === purpose));
  return sum(parts, currency, countDigits(amount));
}

function sum(entries, currency, digits) {
  const minorUnits = entries.reduce((total, { amount }) => total + (amount?.minorUnits ?? 0), 0);
  return fromMinorUnits(minorUnits, currency, digits);
}

function fromMinorUnits(minorUnits, currency, digits) {
  return { amount: (minorUnits / 10 ** digits).toFixed(digits), minorUnits, currency };
}

const countDigits = (amount) => amount.split(".")[1]?.length ?? 0;

const isReversed = (status) => status === "VOIDED" || status === "CORRECTED" || status === "REFUNDED";
