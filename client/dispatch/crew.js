// The crew page. The admin sends the link /crew.html?event=QXW7LMD#key=sck_... The part after the # is never sent to a server;
// this script also removes it from the address bar and the tab's history, so that nobody else sees it.

const KEY = "crew.key";

const NO_LINK =
  "Open the link that the admin sent you. Without it, this page cannot tell whether you may depart.";

const state = document.querySelector("payment-state");
const notice = document.getElementById("notice");

/** The key in a fragment, `#key=sck_...` or `#sck_...`. Anything else is ignored: a password would count as a wrong attempt. */
function readKey(fragment) {
  return /(?:^#|[#&]key=)(sck_[0-9A-Za-z]+)/.exec(fragment)?.[1] ?? null;
}

/** Removes the key from the address, and stores it for reloads of this tab. */
function takeKey() {
  const { hash, pathname, search } = location;
  if (hash === "") return recall();
  history.replaceState(history.state, "", pathname + search);
  const key = readKey(hash);
  if (key) remember(key);
  return key;
}

// Without storage the page still works; only a reload then needs the link again.
function remember(key) {
  try {
    sessionStorage.setItem(KEY, key);
  } catch {}
}

function recall() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function show() {
  const key = takeKey();
  const eventId = new URLSearchParams(location.search).get("event")?.trim();
  const isComplete = Boolean(key && eventId);
  notice.textContent = isComplete ? "" : NO_LINK;
  notice.hidden = isComplete;
  state.hidden = !isComplete;
  // A new function each time, so that the element drops what it showed for another key.
  state.getToken = () => key ?? "";
  state.setAttribute("event-id", isComplete ? eventId : "");
}

// Opening the link again in the same tab changes only the fragment, so the page does not reload. Removing the key does not
// trigger this event.
addEventListener("hashchange", () => {
  if (location.hash !== "") show();
});

show();
