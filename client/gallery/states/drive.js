// Actions of a person, for states that need them.

const PAUSE_MS = 20;

/** Waits until the element exists. */
async function until(find) {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const within = (element, selector) => until(() => element.shadowRoot?.querySelector(selector));

/** Refreshes a list after it was drawn. */
export async function refreshList(stage) {
  const list = stage.querySelector("payment-list");
  await within(list, ".total");
  list.refresh();
}

/** Presses "Load more". */
export async function loadMore(stage) {
  const button = await within(stage.querySelector("payment-list"), '[part="more-button"]');
  button.click();
}

/** Submits the form as it is. */
export async function submitForm(stage) {
  const modal = stage.querySelector("payment-modal");
  await within(modal, "form");
  modal.submit();
}

/** Enters a payment and submits it. */
export async function logPayment(stage) {
  const modal = stage.querySelector("payment-modal");
  await within(modal, "form");
  type(modal, "patron", "Maya Rivera");
  type(modal, "amount", "600");
  modal.shadowRoot.querySelector('[name="method"][value="ZELLE"]').click();
  await within(modal, '[name="reference"]');
  type(modal, "reference", "ZL-20418");
  modal.submit();
}

/** Unfolds the fields for a tip and a security deposit, and enters both. */
export async function addTip(stage) {
  const modal = stage.querySelector("payment-modal");
  (await within(modal, '[part="extras-button"]')).click();
  await within(modal, '[name="gratuity"]');
  type(modal, "gratuity", "180.00");
  type(modal, "securityDeposit", "500.00");
}

/** Enters a payment with a tip and submits it. */
export async function logWithTip(stage) {
  await addTip(stage);
  await logPayment(stage);
}

/** Opens the settlement of a list. */
export async function openSettlement(stage) {
  (await within(stage.querySelector("payment-list"), '[part="settlement-button"]')).click();
}

/** Opens the actions for the entry with this amount, and one of the actions. */
export const openAction = (amount, action) => async (stage) => {
  const list = stage.querySelector("payment-list");
  await within(list, ".total");
  const entries = [...list.shadowRoot.querySelectorAll('[part="entry"]')];
  const entry = entries.find((one) => one.querySelector(".amount").textContent.includes(amount));
  entry.querySelector('[part="entry-button"]').click();
  await within(list, "payment-actions");
  const actions = list.shadowRoot.querySelector("payment-actions");
  if (action) (await within(actions, `[data-action="${action}"]`)).click();
};

/** Opens the form of the first list, and logs a payment with it. */
export async function logFromList(stage) {
  const list = stage.querySelector("payment-list");
  await within(list, ".total");
  stage.querySelector("payment-modal").open(list.getAttribute("event-id"));
  await logPayment(stage);
}

function type(modal, name, text) {
  const field = modal.shadowRoot.querySelector(`[name="${name}"]`);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}
