import type { GraphqlAnswer, TestApi } from "./api.ts";

const ENTRY = `id eventId kind status amount { amount minorUnits } patron method reference receivedOn reason sequence recordedBy
  reverses { id } reversedBy { id sequence } replaces { id } replacedBy { id } refundedAmount { amount }
  notification { status } receipt { status }`;
const EVENT =
  "id totalCollected { amount minorUnits } paymentCount lastSequence totalsByMethod { method count total { amount } }";
const FAULTS = "... on UserError { code message path } ... on InvalidInput { faults { path code } }";
const REFUSAL = `${FAULTS} ... on IdempotencyConflict { differingFields existing { id } }`;

const VOID = `mutation ($input: VoidPaymentInput!) { voidPayment(input: $input) { __typename
  ... on PaymentVoided { replayed payment { ${ENTRY} } reversal { ${ENTRY} } event { ${EVENT} } } ${REFUSAL} } }`;
const REFUND = `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { __typename
  ... on PaymentRefunded { replayed payment { ${ENTRY} } reversal { ${ENTRY} } event { ${EVENT} } }
  ... on RefundExceedsPayment { refundable { amount } } ${REFUSAL} } }`;
const CORRECT = `mutation ($input: CorrectPaymentInput!) { correctPayment(input: $input) { __typename
  ... on PaymentCorrected { replayed original { ${ENTRY} } replacement { ${ENTRY} } event { ${EVENT} } originalEvent { ${EVENT} } }
  ... on PossibleDuplicate { existing { id } } ${REFUSAL} } }`;
const SET_TERMS = `mutation ($input: SetEventTermsInput!) { setEventTerms(input: $input) { __typename
  ... on EventTermsSet { event { agreedTotal { amount } deposit { amount } balanceDue { amount } credit { amount }
    paymentState clearToDepart banner } } ${FAULTS} } }`;

/** Calls a mutation as the admin and returns its result. */
function caller(name: string, document: string) {
  return async (
    api: TestApi,
    input: Record<string, unknown>,
    options?: Parameters<TestApi["graphql"]>[2],
  ): Promise<GraphqlAnswer["data"]> => {
    const answer = await api.graphql(document, { input }, options);
    if (!answer.data) throw new Error(`${name} was not executed: ${JSON.stringify(answer)}`);
    return answer.data[name];
  };
}

/** Calls `voidPayment`. */
export const voidPayment = caller("voidPayment", VOID);

/** Calls `refundPayment`. */
export const refundPayment = caller("refundPayment", REFUND);

/** Calls `correctPayment`. */
export const correctPayment = caller("correctPayment", CORRECT);

/** Calls `setEventTerms`. */
export const setEventTerms = caller("setEventTerms", SET_TERMS);

/** Recomputes a ledger. */
export async function verifyLedger(api: TestApi, eventId: string): Promise<GraphqlAnswer["data"]> {
  const query =
    "query ($id: ID!) { verifyLedger(eventId: $id) { ok entries findings { code paymentId message } } }";
  const answer = await api.graphql(query, { id: eventId });
  if (answer.errors) throw new Error(`The ledger was not verified: ${JSON.stringify(answer)}`);
  return answer.data.verifyLedger;
}
