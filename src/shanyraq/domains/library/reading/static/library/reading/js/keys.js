/**
 * Keys of the reader's page; the help lists them. A letter typed into a field stays a letter.
 */
const FIELDS = "input, textarea, select, [contenteditable]";
const OTHERS = "summary, button, a, [role=toolbar]";

export function attachKeys(book, commands) {
  const towards = (isRight) => {
    const forwards = isRight === (book.page().direction !== "rtl");
    return forwards ? book.turner.next() : book.turner.previous();
  };
  const focus = (selector) => {
    const field = book.root.querySelector(selector);
    field?.focus();
    field?.select?.();
  };
  const search = () => {
    book.view.showText();
    const panel = book.root.querySelector('[data-panel="search"]');
    if (panel) {
      panel.open = true;
      focus('[data-panel="search"] input');
    }
  };
  const pan = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const keys = {
    ArrowLeft: () => towards(false),
    ArrowRight: () => towards(true),
    PageUp: () => book.turner.previous(),
    PageDown: () => book.turner.next(),
    Home: () => book.turner.first(),
    End: () => book.turner.last(),
    "+": commands.in,
    "=": commands.in,
    "-": commands.out,
    0: commands.whole,
    2: commands.spread,
    "/": search,
    "?": commands.help,
    b: () => book.root.querySelector("[data-bookmark]")?.requestSubmit(),
    f: commands.full,
    g: () => focus("#reader-go"),
    n: commands.night,
    s: commands.share,
    t: commands.text,
  };

  document.addEventListener("keydown", (event) => {
    const isOurs = !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented;
    if (!isOurs || event.target.closest(FIELDS) || document.querySelector("dialog[open]")) {
      return;
    }
    if (book.zoom.isOpen() && event.key === "Escape") {
      book.zoom.close();
      return;
    }
    if (book.zoom.isOpen() && pan[event.key]) {
      event.preventDefault();
      book.zoom.pan(...pan[event.key]);
      return;
    }
    const command = keys[event.key] ?? keys[event.key.toLowerCase()];
    const isForTheElement = event.target.closest(OTHERS) && [" ", "Enter"].includes(event.key);
    if (command && !isForTheElement) {
      event.preventDefault();
      command();
    }
  });
}
