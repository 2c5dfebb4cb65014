// What a person does with an element, for states that only come of it.

const PAUSE_MS = 20;

/** Waits until there is such an element. */
async function until(find) {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const within = (element, selector) => until(() => element.shadowRoot?.querySelector(selector));

/** Fetches a list anew, once it is drawn. */
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

/** Presses the button that sends the form, as it is. */
export async function submitForm(stage) {
  const modal = stage.querySelector("payment-modal");
  await within(modal, "form");
  modal.submit();
}

/** Types a payment, and sends it. */
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
