/**
 * A `<details>` that behaves like a menu: Escape and a click or focus elsewhere close it.
 * <details class="dropdown" data-controller="menu"><summary>…</summary>…</details>
 */
export function attach(details) {
  const summary = details.querySelector("summary");

  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) {
      details.open = false;
      summary.focus();
    }
  });

  const closeElsewhere = (event) => {
    if (details.open && !details.contains(event.target)) {
      details.open = false;
    }
  };
  document.addEventListener("pointerdown", closeElsewhere);
  document.addEventListener("focusin", closeElsewhere);
}
