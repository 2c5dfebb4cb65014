// The page as the dispatch tool has it: plain JavaScript, no build step. Only `provider.getToken` is about payments; the elements
// do everything else.

const SESSION = "dispatch.session";
const NAME = "dispatch.name";
const DEVICE = "dispatch.device";

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn { token expiresAt deviceToken viewer { name } }
    ... on UserError { message }
  }
}`;

const STATUS_WORDS = {
  pending: "Pending",
  confirmed: "Confirmed",
  in_progress: "Under way",
  completed: "Completed",
  cancelled: "Cancelled",
};

const element = (id) => document.getElementById(id);
const provider = document.querySelector("payment-provider");
const modal = element("sign-in");
let session = readSession();
let returnFocusTo = null;

/** Calls the tool's own API with the token. */
async function apiFetch(path, options = {}) {
  const headers = new Headers(options.headers);
  if (session) headers.set("authorization", `Bearer ${session.token}`);
  const response = await fetch(path, { ...options, headers });
  if (!response.ok) throw new Error(`${path} returned status ${response.status}.`);
  return response;
}

async function showEvents() {
  try {
    const { events, timeZone } = await (await apiFetch("/api/events")).json();
    const now = new Date().toISOString();
    const isEarlier = ({ startsAt, status }) =>
      status === "completed" || (startsAt ?? now) < startOfDay(now, timeZone);
    const earlier = events.filter(isEarlier).reverse();
    const coming = events.filter((event) => !isEarlier(event));
    showCards("coming", coming, timeZone);
    showCards("earlier", earlier, timeZone);
    showNotice(events.length === 0 ? "There are no events yet." : "");
  } catch {
    showNotice("The events could not be loaded. Reload the page to try again.");
  }
}

function showCards(sectionId, events, timeZone) {
  const cards = document.createDocumentFragment();
  for (const event of events) cards.append(createCard(event, timeZone));
  element(sectionId).hidden = events.length === 0;
  element(sectionId).querySelector(".cards").replaceChildren(cards);
}

function createCard(event, timeZone) {
  const card = element("card").content.cloneNode(true).firstElementChild;
  const fill = (selector, text) => {
    card.querySelector(selector).textContent = text;
  };
  card.dataset.eventId = event.id;
  card.dataset.status = event.status ?? "";
  card.querySelector("payment-list").setAttribute("event-id", event.id);
  fill(".card-title", event.title ?? event.id);
  fill(".badge", STATUS_WORDS[event.status] ?? event.status ?? "");
  fill(".card-crew", event.crew.length > 0 ? `Crew: ${event.crew.join(", ")}` : "No crew yet");
  fillDay(card, event.startsAt, timeZone, fill);
  return card;
}

function fillDay(card, startsAt, timeZone, fill) {
  const day = card.querySelector(".day");
  if (!startsAt) return day.remove();
  const draw = (options) =>
    new Intl.DateTimeFormat("en-US", { timeZone, ...options }).format(new Date(startsAt));
  day.dateTime = startsAt;
  fill(".day-month", draw({ month: "short" }));
  fill(".day-number", draw({ day: "numeric" }));
  fill(".day-name", draw({ weekday: "short" }));
  fill(".card-time", draw({ hour: "numeric", minute: "2-digit", timeZoneName: "short" }));
}

/** Today's midnight in the operator's zone, exact enough to separate past events from coming ones. */
function startOfDay(now, timeZone) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(
    new Date(now),
  );
  const [hours, minutes] = time.split(":").map(Number);
  return new Date(Date.parse(now) - (hours * 60 + minutes) * 60_000).toISOString();
}

function showNotice(text) {
  element("notice").textContent = text;
  element("notice").hidden = text === "";
}

function readSession() {
  const stored = JSON.parse(sessionStorage.getItem(SESSION) ?? "null");
  return stored && stored.expiresAt > new Date().toISOString() ? stored : null;
}

function useSession(next) {
  session = next;
  if (next) sessionStorage.setItem(SESSION, JSON.stringify(next));
  else sessionStorage.removeItem(SESSION);
  element("sign-in-button").hidden = Boolean(next);
  element("sign-out-button").hidden = !next;
  element("who").hidden = !next;
  element("who").textContent = next?.name ?? "";
  // A new function each time: the elements fetch again, and drop what the previous person saw.
  provider.getToken = () => session?.token ?? "";
}

function openSignIn(lead) {
  if (lead) element("sign-in-lead").textContent = lead;
  returnFocusTo = document.activeElement;
  modal.classList.add("active");
  element("page").inert = true;
  element("name").value ||= localStorage.getItem(NAME) ?? "";
  element(element("name").value ? "password" : "name").focus();
}

function closeSignIn() {
  modal.classList.remove("active");
  element("page").inert = false;
  element("password").value = "";
  element("sign-in-error").textContent = "";
  returnFocusTo?.focus();
}

async function signIn(event) {
  event.preventDefault();
  const name = element("name").value;
  const answer = await askForSession(name, element("password").value).catch(() => ({
    message: "No answer from the server. Check the connection and try again.",
  }));
  if (answer.__typename !== "SignedIn") {
    element("sign-in-error").textContent = answer.message;
    element("password").select();
    return;
  }
  localStorage.setItem(NAME, name);
  // With it, wrong passwords from other devices do not lock this device out.
  localStorage.setItem(DEVICE, answer.deviceToken);
  useSession({ token: answer.token, expiresAt: answer.expiresAt, name: answer.viewer.name ?? name });
  closeSignIn();
}

async function askForSession(name, password) {
  const deviceToken = localStorage.getItem(DEVICE);
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { name, password, deviceToken } } }),
  });
  const { data, errors } = await response.json();
  return data?.signIn ?? { message: errors?.[0]?.message ?? "Signing in failed. Try again." };
}

element("sign-in-button").addEventListener("click", () => openSignIn());
element("sign-in-cancel").addEventListener("click", closeSignIn);
element("sign-in-form").addEventListener("submit", signIn);
element("sign-out-button").addEventListener("click", () => {
  useSession(null);
  element("sign-in-button").focus();
});
modal.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSignIn();
});

document.addEventListener("payment-error", ({ detail }) => {
  if (detail.code !== "UNAUTHENTICATED" || !session) return;
  useSession(null);
  openSignIn("Your sign-in has ended. Sign in again: what you typed is kept.");
});

// The open payment form kept the focus from the sign-in form behind it.
document.addEventListener("payment-close", () => {
  if (modal.classList.contains("active")) element("password").focus();
});

useSession(session);
showEvents();
