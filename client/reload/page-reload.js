// Only `npm run dev` puts this into pages. The server has started again: so may have changed what the page is made of.
const start = new URL(import.meta.url).searchParams.get("start");
const PAUSE_MILLISECONDS = 300;
let starts = null;

/** A page that nobody sees lets go of its connection: browsers keep few to one server. */
function follow() {
  starts?.close();
  if (document.hidden) return;
  starts = new EventSource("/server-starts");
  starts.addEventListener("message", ({ data }) => {
    if (data !== start) location.reload();
  });
  starts.addEventListener("error", ({ target }) => {
    // While the server starts it answers with an error, after which a browser does not ask again by itself.
    if (target.readyState === EventSource.CLOSED) setTimeout(follow, PAUSE_MILLISECONDS);
  });
}

// A page in a frame goes with the page around it.
if (window === window.top) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
