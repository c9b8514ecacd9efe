/**
 * Search inside, small pictures of all pages: brought into the panel from their own pages.
 */
const BEFORE = 12; // small pictures shown before the present page

async function fetched(address, selector) {
  const answer = await fetch(address, { credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? fresh.querySelector(selector) : null;
}

export function attachPanels(book) {
  const panel = (name) => book.root.querySelector(`[data-panel="${name}"]`);
  const searching = panel("search");
  const pages = panel("pages");

  const find = async (form) => {
    const place = searching.querySelector("[data-found]");
    place.setAttribute("aria-busy", "true");
    try {
      const found = await fetched(`${form.action}?${new URLSearchParams(new FormData(form))}`, "[data-found]");
      if (!found) {
        throw new Error("search");
      }
      place.replaceChildren(...document.importNode(found, true).childNodes);
    } catch {
      book.announce(book.label("labelFailed"));
    } finally {
      place.removeAttribute("aria-busy");
    }
  };

  const markCurrent = (isQuick) => {
    const { number } = book.page();
    const strip = book.root.querySelector("[data-strip] [data-leaves]");
    strip?.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const link = strip?.querySelector(`[data-number="${number}"]`);
    link?.setAttribute("aria-current", "page");
    if (link && strip) {
      const by = link.getBoundingClientRect().x - strip.getBoundingClientRect().x - strip.clientWidth / 2;
      strip.scrollBy({ left: by, behavior: isQuick ? "instant" : "auto" });
    }
  };

  const showStrip = async () => {
    const strip = pages.querySelector("[data-strip]");
    if (!pages.open || strip.querySelector("[data-leaves]")) {
      markCurrent(true);
      return;
    }
    const overview = strip.querySelector("a").href;
    const from = Math.max(1, book.page().number - BEFORE);
    const leaves = await fetched(`${overview}?from=${from}`, "[data-leaves]").catch(() => null);
    if (leaves) {
      strip.prepend(document.importNode(leaves, true));
      markCurrent(true);
    }
  };

  searching?.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    find(event.target);
  });
  pages.addEventListener("toggle", showStrip);
  document.addEventListener("reader:turned", () => {
    const strip = pages.querySelector("[data-leaves]");
    if (strip && !strip.querySelector(`[data-number="${book.page().number}"]`)) {
      strip.remove(); // turned beyond what is there
      showStrip();
    }
    markCurrent(false);
  });
  if (searching?.open && searching.querySelector("input").value) {
    find(searching.querySelector("form"));
  }
}
