// On a narrow screen the filter starts folded, so that the list comes first.
export function startFilters() {
  if (!window.matchMedia("(max-width: 56.25em)").matches) return;
  for (const filter of document.querySelectorAll("details.ts-filter")) filter.open = false;
}
