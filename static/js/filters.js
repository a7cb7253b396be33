// On a narrow screen the filter starts folded, so that the list comes first; on a wide one it stands open beside it.
export function startFilters() {
  const narrow = window.matchMedia("(max-width: 56.25em)");
  const fit = () => {
    for (const filter of document.querySelectorAll("details.ts-filter")) filter.open = !narrow.matches;
  };
  if (narrow.matches) fit();
  narrow.addEventListener("change", fit);
}
