// Computes an event with its totals from a short description of its entries, as the server would.

const LOGGED_AT = "T23:05:00.000Z";

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
 * without sign. The input stays in `noted`.
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
    ...withTerms({ totalCollected, agreed, deposit }),
    paymentCount: all.filter(({ kind, status }) => kind === "PAYMENT" && !isReversed(status)).length,
    lastSequence: all.filter(({ sequence }) => sequence !== null).length,
    ledgerHead: String(all.length),
    totalsByMethod: totalsByMethod(all, totalCollected),
    entries: all,
    noted: { ...noted, entries },
  };
}

/** An entry with defaults for all fields that are not given. */
function createEntry({ amount, refunded, ...particular }, currency) {
  const zero = money((0).toFixed(countDigits(amount ?? "0.00")), currency);
  const positive = amount === null ? null : money(amount, currency);
  const kind = particular.kind ?? "PAYMENT";
  return {
    id: `entry-${particular.sequence}`,
    kind,
    status: "RECORDED",
    amount: positive && kind !== "PAYMENT" ? negative(positive) : positive,
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

function withTerms({ totalCollected, agreed, deposit }) {
  const { currency, minorUnits: collected } = totalCollected;
  if (!agreed)
    return {
      totalCollected,
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
    totalCollected,
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

function sum(entries, currency, digits) {
  const minorUnits = entries.reduce((total, { amount }) => total + (amount?.minorUnits ?? 0), 0);
  return fromMinorUnits(minorUnits, currency, digits);
}

function fromMinorUnits(minorUnits, currency, digits) {
  return { amount: (minorUnits / 10 ** digits).toFixed(digits), minorUnits, currency };
}

const countDigits = (amount) => amount.split(".")[1]?.length ?? 0;

const isReversed = (status) => status === "VOIDED" || status === "CORRECTED" || status === "REFUNDED";
