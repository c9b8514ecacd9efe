/**
 * Turns to another page of the book: asks for its address and takes the parts that differ out of the answer.
 */
const PAGE = /\/\d+\/$/;

export function createTurner(book) {
  let asked;

  /** The address in the book's own pages that a link leads to, or null. */
  const pageOf = (link) => {
    const address = new URL(link.href, location.href);
    const here = location.pathname.replace(PAGE, "/");
    const isPage = address.origin === location.origin && PAGE.test(address.pathname);
    return isPage && address.pathname.replace(PAGE, "/") === here ? address.href : null;
  };

  const show = (fresh) => {
    book.zoom.close();
    for (const part of document.querySelectorAll("[data-part]")) {
      const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (other) {
        part.replaceWith(document.importNode(other, true));
      }
    }
    document.title = fresh.title;
    // the controllers of the design attach themselves to what is new
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
  };

  const ask = async (address) => {
    asked?.abort();
    asked = new AbortController();
    book.root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      return answer.ok && fresh.querySelector("[data-reader]") ? fresh : null;
    } finally {
      book.root.removeAttribute("aria-busy");
    }
  };

  const turn = async (address, { isNew = true, isQuiet = false } = {}) => {
    try {
      const fresh = await ask(address);
      if (!fresh) {
        location.assign(address); // no longer open, or gone: the server says why
        return;
      }
      if (isNew) {
        history.pushState({}, "", address);
      }
      show(fresh);
      document.dispatchEvent(new CustomEvent("reader:turned", { detail: { isQuiet } }));
      if (!isQuiet) {
        const { number, leaves } = book.page();
        const label = leaves.find((leaf) => leaf.number === number)?.label ?? number;
        book.announce(book.label("labelPage", label));
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        book.announce(book.label("labelFailed"));
      }
    }
  };

  const step = (by) => {
    const number = book.spreads.neighbour(by);
    return number ? turn(book.addressOf(number)) : undefined;
  };

  book.root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const address = link && isPlain ? pageOf(link) : null;
    if (!address) {
      return;
    }
    event.preventDefault();
    if (link.rel === "next" || link.rel === "prev") {
      step(link.rel === "next" ? 1 : -1);
    } else {
      turn(address);
    }
  });
  addEventListener("popstate", () => turn(location.href, { isNew: false }));

  return {
    next: () => step(1),
    previous: () => step(-1),
    first: () => turn(book.addressOf(1)),
    last: () => turn(book.addressOf(book.page().count)),
    to: (address) => turn(address),
    refresh: () => turn(location.href, { isNew: false, isQuiet: true }),
  };
}
