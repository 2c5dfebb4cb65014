import fc from "fast-check";
import { EVENTS, type Operation, ROW_TIMES, type Story, totalOf } from "./story-operations.ts";

const aSize = fc.integer({ min: 1, max: 500 });
/** Often one of the newest, so that a story has more than beginnings. */
const aPlace = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 30 }));
const anEvent = fc.constantFrom(...EVENTS);

/** A tip or a security deposit: none, more often than not. */
const aShare = (max: number) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max }) });
const aSplit = (max: number) => fc.record({ GRATUITY: aShare(max), SECURITY_DEPOSIT: aShare(max) });
const anAmount = (max: { FARE: number; share: number }) =>
  fc
    .tuple(fc.nat({ max: max.FARE }), aSplit(max.share))
    .map(([FARE, shares]) => ({ FARE, ...shares }))
    .filter((amount) => totalOf(amount) > 0);

/** Few, some of which are the same to the ledger. */
const aReference = fc.constantFrom("42", "#42", "0042", "ZL-9", "zl 9");

const aMethod = fc.oneof(
  fc.record({ method: fc.constantFrom("CASH" as const, "VENMO" as const), reference: fc.constant(null) }),
  fc.record({ method: fc.constantFrom("CHECK" as const, "ZELLE" as const), reference: aReference }),
);
const aLog = fc
  .tuple(fc.record({ event: anEvent, amount: anAmount({ FARE: 400, share: 60 }), patron: aPlace }), aMethod)
  .map(([payment, method]) => ({ type: "log" as const, ...payment, ...method }));

/** Often less than what is left, and of fare alone. */
const aRefund = fc.record({
  type: fc.constant("refund" as const),
  target: aPlace,
  amount: anAmount({ FARE: 60, share: 20 }),
});

const aCorrection = fc.record({
  type: fc.constant("correct" as const),
  target: aPlace,
  minorUnits: fc.option(aSize),
  parts: fc.option(aSplit(60), { freq: 2 }),
  reference: fc.option(aReference, { freq: 2 }),
  moveTo: fc.option(anEvent),
});

const someTerms = fc.constantFrom(
  { agreedTotal: 0, deposit: null },
  { agreedTotal: 300, deposit: null },
  { agreedTotal: 900, deposit: 300 },
);

const aRow = fc.record({
  type: fc.constant("row" as const),
  event: anEvent,
  minorUnits: aSize,
  time: fc.constantFrom(...ROW_TIMES),
});

const anOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: aLog },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("void" as const), target: aPlace }) },
  { weight: 4, arbitrary: aRefund },
  { weight: 3, arbitrary: aCorrection },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anEvent, someTerms)
      .map(([event, terms]) => ({ type: "terms" as const, event, ...terms })),
  },
  { weight: 2, arbitrary: aRow },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("adopt" as const), event: anEvent }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("retry" as const), earlier: aPlace }) },
);

/** A random story, with the rows that were there before it as its first step. */
export const aStory: fc.Arbitrary<Story> = fc
  .tuple(
    fc.array(aRow, { maxLength: 2 }),
    fc.array(fc.array(anOperation, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
  )
  .map(([rows, steps]) => [rows, ...steps]);
