/**
 * Keys on the pages of duplicates: every element with data-key answers to its key; in the list, j and k (or the
 * arrows) walk over the pairs and Enter opens one. Without this script buttons are buttons and links are links.
 */
const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;

function walk(step) {
  const links = [...document.querySelectorAll("[data-duplicates=list] tbody th a")];
  if (!links.length) {
    return false;
  }
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
  return true;
}

const STEPS = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) {
    return;
  }
  if (event.code in STEPS && walk(STEPS[event.code])) {
    event.preventDefault();
    return;
  }
  // by the place of the key: the letters differ on Kazakh, Russian and Arabic keyboards
  const wanted = [...document.querySelectorAll("[data-key]")];
  const element = wanted.find(({ dataset }) => `Key${dataset.key.toUpperCase()}` === event.code);
  if (element) {
    event.preventDefault();
    element.click();
  }
});
