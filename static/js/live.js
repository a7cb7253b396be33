// A filter that answers while one chooses: forms with data-live, which htmx sends. Without htmx the button does it.
const PAUSE = 500; // milliseconds without a key before a name is looked for
const LIVE = "form[data-live]";

export function startLiveFilters() {
  let waiting;
  let underWay = false;
  let again = false;

  const send = (form) => {
    if (window.htmx && form.isConnected) form.requestSubmit();
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest(LIVE);
    if (!form || event.target.type !== "search") return;
    clearTimeout(waiting);
    waiting = setTimeout(send, PAUSE, form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest(LIVE);
    // What is typed into a search box has been sent already, or is about to be.
    if (form && event.target.type !== "search") send(form);
  });

  // One request at a time. Who chooses on meanwhile gets the answer to what is chosen last: an older answer must not
  // set the boxes back.
  document.addEventListener("submit", (event) => {
    if (!window.htmx || !event.target.matches(LIVE)) return;
    clearTimeout(waiting);
    if (!underWay) return;
    again = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.detail.elt.matches(LIVE)) return;
    underWay = true;
    event.detail.target.setAttribute("aria-busy", "true");
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (again && event.detail.requestConfig.elt.matches(LIVE)) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches(LIVE)) return;
    underWay = false;
    event.detail.target.removeAttribute("aria-busy");
    if (again) setTimeout(send, 0, form);
    again = false;
  });
}
