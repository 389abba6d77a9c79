// Loads a page again that was not there when it was asked for, once it is.
(() => {
  "use strict";
  const look = async () => {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (answer.ok) location.reload();
    } catch { /* the next event asks again */ }
  };
  const events = new EventSource("/_preview/events");
  events.addEventListener("open", look);
  events.addEventListener("pages", look);
})();
