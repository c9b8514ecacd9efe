/**
 * Opens the `<dialog>` that a link points to as a modal.
 * <a href="#cite" data-controller="dialog">…</a> <dialog id="cite">… <a data-dialog-close>…</a></dialog>
 */
export function attach(opener) {
  const dialog = document.getElementById(opener.hash.slice(1));
  if (!dialog || !dialog.showModal) {
    return;
  }

  const open = (event) => {
    event.preventDefault();
    dialog.showModal();
  };
  opener.setAttribute("role", "button");
  opener.addEventListener("click", open);
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      open(event);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-dialog-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => opener.focus());
}
