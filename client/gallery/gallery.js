// The gallery: every state of every element, with responses from `wire.js`. /components?element=payment-list shows all states of
// an element, /components?state=list-usual only one.

import { createFetch } from "./canned/wire.js";
import { showMarkup } from "./code.js";
import { groups } from "./states/states.js";
import { addressOf, applySwitches, startSwitches } from "./switches.js";

const ELEMENTS = "payment-provider, payment-list, payment-modal, payment-state";

const byId = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const stateId = asked.get("state");
const group =
  groups.find(({ id, states }) =>
    stateId ? states.some((state) => state.id === stateId) : id === asked.get("element"),
  ) ?? groups[0];
const single = group.states.find(({ id }) => id === stateId);

/** A link to a state or an element; the place is stored with it, so that switches can update the address. */
function linkTo(place, text) {
  const link = document.createElement("a");
  Object.assign(link, { textContent: text, href: addressOf(place) });
  link.dataset.place = JSON.stringify(place);
  return link;
}

function updateAddresses() {
  for (const link of document.querySelectorAll("[data-place]"))
    link.href = addressOf(JSON.parse(link.dataset.place));
  history.replaceState(null, "", addressOf(single ? { state: single.id } : { element: group.id }));
}

function drawMenu() {
  for (const { id, title, states } of groups) {
    const list = document.createElement("ul");
    const heading = linkTo({ element: id }, title);
    heading.className = "menu-element";
    if (!single && id === group.id) heading.ariaCurrent = "page";
    for (const state of states) {
      const item = document.createElement("li");
      const link = linkTo({ state: state.id }, state.title);
      if (state === single) link.ariaCurrent = "page";
      item.append(link);
      list.append(item);
    }
    byId("nav").append(heading, list);
  }
}

/** Text between backticks is code. */
function writeText(element, text) {
  text.split("`").forEach((part, index) => {
    const piece = index % 2 ? document.createElement("code") : document.createTextNode(part);
    piece.textContent = part;
    element.append(piece);
  });
}

function drawIntro() {
  const { title, about } = single ?? group;
  document.title = `${title} · Components`;
  byId("title").textContent = title;
  byId("title").classList.toggle("is-code", !single && title.startsWith("<"));
  writeText(byId("about"), about);
  byId("eyebrow").hidden = !single;
  if (single) byId("eyebrow").append(linkTo({ element: group.id }, group.title));
}

function createState(state) {
  const article = byId("state").content.cloneNode(true).firstElementChild;
  article.id = state.id;
  if (single) article.querySelector("header").remove();
  else {
    article.querySelector("h2").replaceChildren(linkTo({ state: state.id }, state.title));
    writeText(article.querySelector(".about"), state.about);
  }
  const template = byId(state.markup ?? group.markup);
  showMarkup(template, article.querySelector("code"));
  setStage(article.querySelector(".stage"), { state, template });
  return article;
}

function setStage(stage, { state, template }) {
  const content = document.importNode(template.content, true);
  const own = { fetch: createFetch(state.answers), endpoint: `/graphql?${state.id}` };
  // A separate endpoint, because drafts are kept per event and endpoint.
  for (const element of content.querySelectorAll(ELEMENTS)) Object.assign(element, own);
  if (group.isOpened) stage.addEventListener("payment-open", () => state.run?.(stage));
  stage.append(content);
}

/** Runs the steps that lead to the state; steps that open a form run only if the state is shown alone. */
async function start(state) {
  const stage = byId(state.id).querySelector(".stage");
  await customElements.whenDefined("payment-modal");
  if (group.isOpened && !single) return;
  const opener = stage.querySelector("[data-payment-open]");
  // The steps then run when the form opens, which may happen again.
  if (opener) opener.click();
  else state.run?.(stage);
}

const wide = matchMedia("(min-width: 64rem)");
const openMenu = () => {
  const menu = byId("menu");
  menu.open = wide.matches;
  menu.scrollTop = menu.querySelector("[aria-current]").offsetTop - menu.clientHeight / 3;
};

startSwitches(updateAddresses);
drawMenu();
drawIntro();
const shown = single ? [single] : group.states;
byId("content").append(...shown.map(createState));
applySwitches();
updateAddresses();
openMenu();
wide.addEventListener("change", openMenu);
for (const state of shown) start(state);
