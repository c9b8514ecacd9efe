/** Marks every element of the same `data-stop` while one of them is hovered or holds the focus. */
const mark = (root, stop) => {
  for (const element of root.querySelectorAll("[data-stop]")) {
    element.classList.toggle("is-current", element.dataset.stop === stop);
  }
};

const stopOf = (event) => {
  const found = event.target instanceof Element ? event.target.closest("[data-stop]") : null;
  return found ? found.dataset.stop : "";
};

export function followEachOther(root) {
  let held = "";
  root.addEventListener("focusin", (event) => {
    held = stopOf(event);
    mark(root, held);
  });
  root.addEventListener("focusout", () => {
    held = "";
    mark(root, held);
  });
  root.addEventListener("mouseover", (event) => mark(root, stopOf(event) || held));
}
