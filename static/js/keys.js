// Keys for people who work on lists all day: j and k move, Enter opens, / searches.
// They work only on pages that say so (components/keys.html), where they can be turned off.
const ITEMS = ".ts-list[data-keys] > li, .ts-table[data-keys] > tbody > tr";
const HERE = "is-here";
const OFF = "ts-keys-off";

function writing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function move(step) {
  const items = [...document.querySelectorAll(ITEMS)].filter((item) => item.querySelector("a[href]"));
  if (items.length === 0) return false;
  const at = items.findIndex((item) => item.classList.contains(HERE));
  const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
  if (at >= 0) items[at].classList.remove(HERE);
  next.classList.add(HERE);
  // Focus goes to the item's own link, so that Enter opens it as it always does.
  next.querySelector("a[href]").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function search() {
  const box = document.querySelector(".ts-search input");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

const ACTIONS = { j: () => move(1), k: () => move(-1), "/": search };

function showSwitch(hint) {
  const off = localStorage.getItem(OFF) !== null;
  hint.hidden = false;
  hint.querySelector("[data-keys-on]").hidden = off;
  hint.querySelector("button").textContent = off ? "Turn the list keys on" : "Turn these keys off";
}

// Also for a list that has come anew: without its switch, who is disturbed by the keys could not turn them off.
export function showKeys(scope) {
  for (const hint of scope.querySelectorAll("[data-keys-hint]")) showSwitch(hint);
}

export function startKeys() {
  document.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-keys-hint] button")?.closest("[data-keys-hint]");
    if (!hint) return;
    if (localStorage.getItem(OFF) === null) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
    showSwitch(hint);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || localStorage.getItem(OFF) !== null) return;
    if (!document.querySelector("[data-keys-hint]")) return;
    const action = ACTIONS[event.key];
    if (action && action()) event.preventDefault();
  });
  // Who moves on with Tab or the mouse leaves the marked item behind.
  document.addEventListener("focusin", (event) => {
    const here = document.querySelector(`.${HERE}`);
    if (here && !here.contains(event.target)) here.classList.remove(HERE);
  });
}
