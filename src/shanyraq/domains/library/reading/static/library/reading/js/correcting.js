/**
 * Correcting the text of a page: the line that is typed is shown on the whole page, Enter goes to the next
 * one instead of sending the form, and a page that was changed is not left by mistake.
 */
const root = document.querySelector("[data-correcting]");

function showPlace(page, mark, place) {
  const [x, y, width, height] = place.split(",").map(Number);
  const { width: whole, height: tall } = page.dataset;
  mark.style.setProperty("--x", `${(100 * x) / whole}%`);
  mark.style.setProperty("--y", `${(100 * y) / tall}%`);
  mark.style.setProperty("--w", `${(100 * width) / whole}%`);
  mark.style.setProperty("--h", `${(100 * height) / tall}%`);
  mark.hidden = false;
  const shown = page.parentElement;
  const middle = ((y + height / 2) / tall) * page.clientHeight;
  shown.scrollTop = middle - shown.clientHeight / 2;
}

function start() {
  const page = root.querySelector(".correcting__page");
  const mark = root.querySelector(".correcting__place");
  const form = root.querySelector("form");
  const lines = [...form.querySelectorAll("input[data-place]")];
  let isChanged = false;

  form.addEventListener("focusin", (event) => {
    if (page && event.target.dataset.place) showPlace(page, mark, event.target.dataset.place);
  });
  form.addEventListener("input", () => {
    isChanged = true;
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  form.addEventListener("keydown", (event) => {
    const at = lines.indexOf(event.target);
    if (at < 0 || event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    const next = lines[at + (event.shiftKey ? -1 : 1)];
    next?.focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

if (root) start();
