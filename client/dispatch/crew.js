// The crew's page: the link that the admin sends is /crew.html?event=QXW7LMD#key=sck_... What stands behind the # is in
// no address that a server sees; here it leaves the address bar and the tab's history, before somebody looks over a shoulder.

const KEY = "crew.key";

const NO_LINK =
  "Open the link that the admin sent you. Without it, this page cannot tell whether you may depart.";

const state = document.querySelector("payment-state");
const notice = document.getElementById("notice");

/** The key in a fragment, `#key=sck_...` or `#sck_...`. Nothing else counts: a password would be tried, and counted as wrong. */
function readKey(fragment) {
  return /(?:^#|[#&]key=)(sck_[0-9A-Za-z]+)/.exec(fragment)?.[1] ?? null;
}

/** Takes the key out of the address, and keeps it for a reload of this tab. */
function takeKey() {
  const { hash, pathname, search } = location;
  if (hash === "") return recall();
  history.replaceState(history.state, "", pathname + search);
  const key = readKey(hash);
  if (key) remember(key);
  return key;
}

// Where storage is forbidden, the page works all the same; only a reload then needs the link again.
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
  // A new function every time: the element forgets what it showed with another key.
  state.getToken = () => key ?? "";
  state.setAttribute("event-id", isComplete ? eventId : "");
}

// The link opened again in the same tab changes nothing but the fragment, so the page is not loaded anew. Taking the key out
// of the address is no such change.
addEventListener("hashchange", () => {
  if (location.hash !== "") show();
});

show();
