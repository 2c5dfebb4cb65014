// The display options: theme, language, direction and width. All of them are in the address.

const DEFAULTS = { theme: "system", lang: "en-US", dir: "auto", width: "full" };

const RIGHT_TO_LEFT = ["ar"];

const form = document.getElementById("switches");
const asked = new URLSearchParams(location.search);

/** The selected options. */
const chosen = () => Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, form[name].value]));

/** The address of a state or an element with the current options. */
export function addressOf(place) {
  const changed = Object.entries(chosen()).filter(([name, value]) => value !== DEFAULTS[name]);
  const query = new URLSearchParams([...Object.entries(place), ...changed]);
  return `/components?${query}`;
}

/** Sets the switches from the address; calls back when one changes. */
export function startSwitches(onSwitch) {
  for (const [name, value] of Object.entries(DEFAULTS)) {
    form[name].value = asked.get(name) ?? value;
    // The address may contain an unknown value.
    if (form[name].value === "") form[name].value = value;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    applySwitches();
    onSwitch();
  });
}

/** Applies the options to the page and every stage. The language applies to the whole page, from which the elements read it. */
export function applySwitches() {
  const { theme, lang, dir, width } = chosen();
  const direction = dir === "auto" ? directionOf(lang) : dir;
  Object.assign(document.documentElement.dataset, { theme, width });
  for (const element of [document.documentElement, ...document.querySelectorAll(".stage")])
    Object.assign(element, { lang, dir: direction });
}

const directionOf = (lang) => (RIGHT_TO_LEFT.includes(lang) ? "rtl" : "ltr");
