// Only `npm run dev` adds this script to pages. It reloads the page after the server has restarted, because its files may have changed.
const start = new URL(import.meta.url).searchParams.get("start");
const PAUSE_MILLISECONDS = 300;
let starts = null;

/** A hidden page closes its connection: browsers allow only a few per server. */
function follow() {
  starts?.close();
  if (document.hidden) return;
  starts = new EventSource("/server-starts");
  starts.addEventListener("message", ({ data }) => {
    if (data !== start) location.reload();
  });
  starts.addEventListener("error", ({ target }) => {
    // A starting server responds with an error, after which the browser does not reconnect by itself.
    if (target.readyState === EventSource.CLOSED) setTimeout(follow, PAUSE_MILLISECONDS);
  });
}

// A page in a frame reloads with the page around it.
if (window === window.top) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
