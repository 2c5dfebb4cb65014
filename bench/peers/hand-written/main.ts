import { fetchEvent } from "./api.ts";
import { h } from "./dom.ts";
import { createList } from "./list.ts";

const place = document.querySelector<HTMLElement>("[data-payments-of]");
if (place) void show(place);

async function show(place: HTMLElement): Promise<void> {
  place.className = "payments";
  place.replaceChildren(h("p", { role: "status" }, "Loading payments…"));
  try {
    place.replaceChildren(...createList(await fetchEvent(place.dataset.paymentsOf ?? "")));
  } catch {
    const again = h("button", { type: "button", onclick: () => void show(place) }, "Try again");
    place.replaceChildren(h("p", { role: "alert" }, "Payments could not be loaded."), again);
  }
}
