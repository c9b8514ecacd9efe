/**
 * A finger drawn across the page turns it, in the direction of the book.
 */
const FAR = 60; // CSS pixels
const STRAIGHT = 2; // as many times farther across than up or down

export function attachSwipe(book) {
  let start = null;

  book.root.addEventListener("pointerdown", (event) => {
    const isOnPage = event.target.closest("[data-stage]") && !event.target.closest(".leaf--text");
    start = event.pointerType === "touch" && event.isPrimary && isOnPage && !book.zoom.isOpen() ? event : null;
  });
  book.root.addEventListener("pointercancel", () => {
    start = null;
  });
  book.root.addEventListener("pointerup", (event) => {
    if (!start || event.pointerId !== start.pointerId) {
      return;
    }
    const across = event.clientX - start.clientX;
    const along = event.clientY - start.clientY;
    start = null;
    if (Math.abs(across) < FAR || Math.abs(across) < STRAIGHT * Math.abs(along)) {
      return;
    }
    const isForwards = across < 0 === (book.page().direction !== "rtl");
    if (isForwards) {
      book.turner.next();
    } else {
      book.turner.previous();
    }
  });
}
