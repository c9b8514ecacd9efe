/** Opens the browser's print dialog. <button data-controller="print">…</button> */
export function attach(button) {
  button.addEventListener("click", () => window.print());
}
