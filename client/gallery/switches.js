// How everything is shown: theme, language, direction and width. All of it is in the address.

const DEFAULTS = { theme: "system", lang: "en-US", dir: "auto", width: "full" };

const RIGHT_TO_LEFT = ["ar"];

const form = document.getElementById("switches");
const asked = new URLSearchParams(location.search);

/** What the switches stand at. */
const chosen = () => Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, form[name].value]));

/** The address of a state or of an element, shown as it is shown now. */
export function addressOf(place) {
  const changed = Object.entries(chosen()).filter(([name, value]) => value !== DEFAULTS[name]);
  const query = new URLSearchParams([...Object.entries(place), ...changed]);
  return `/components?${query}`;
}

/** Sets the switches to what the address says; calls back when somebody turns one. */
export function startSwitches(onTurn) {
  for (const [name, value] of Object.entries(DEFAULTS)) {
    form[name].value = asked.get(name) ?? value;
    // What the address asks for may not be there.
    if (form[name].value === "") form[name].value = value;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    applySwitches();
    onTurn();
  });
}

/** Shows the page, and every stage on it, as the switches say. The language is that of the whole page: from there the elements take it. */
export function applySwitches() {
  const { theme, lang, dir, width } = chosen();
  const direction = dir === "auto" ? directionOf(lang) : dir;
  Object.assign(document.documentElement.dataset, { theme, width });
  for (const element of [document.documentElement, ...document.querySelectorAll(".stage")])
    Object.assign(element, { lang, dir: direction });
}

const directionOf = (lang) => (RIGHT_TO_LEFT.includes(lang) ? "rtl" : "ltr");
