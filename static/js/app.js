// Starts what makes pages quicker; every page works when none of this runs.
import {
  Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll,
} from "../build/govuk-frontend.min.js";
import { startFilters } from "./filters.js";
import { showKeys, startKeys } from "./keys.js";
import { startLiveFilters } from "./live.js";
import { startMenus } from "./menus.js";
import { startPrinting } from "./printing.js";

const components = [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink];

function startComponents(scope) {
  for (const component of components) createAll(component, undefined, { scope, onError: () => {} });
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
startComponents(document);
startFilters();
startKeys();
showKeys(document);
startMenus();
startLiveFilters();
startPrinting(document);
document.body.addEventListener("htmx:load", (event) => {
  startComponents(event.detail.elt);
  startPrinting(document);
  showKeys(document);
});
