// Buttons that print the page; without JavaScript they are not shown, the browser's own menu prints.
export function startPrinting(scope) {
  for (const button of scope.querySelectorAll("[data-print]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
