/**
 * The reader's page. Everything on it works by links and forms; this makes it quick and comfortable: pages turn
 * without loading the whole, two stand side by side, zoom, keys, bookmarks, the place where one stopped.
 */
import { attachKeeping } from "./keeping.js";
import { attachKeys } from "./keys.js";
import { attachPanels } from "./panels.js";
import { createSharing } from "./sharing.js";
import { createSpreads } from "./spreads.js";
import { attachSwipe } from "./swipe.js";
import { createTurner } from "./turning.js";
import { createView } from "./view.js";
import { createZoom } from "./zoom.js";

const root = document.querySelector("[data-reader]");

function start() {
  const announcer = root.querySelector("[data-announce]");
  let fading;

  const book = {
    root,
    /** What the page on show is; written into it by the server. */
    page: () => JSON.parse(document.getElementById("reader-data").textContent),
    stage: () => root.querySelector("[data-stage]"),
    label: (name, label = "") => (root.dataset[name] ?? "").replace("{label}", label),
    announce(...content) {
      clearTimeout(fading);
      announcer.replaceChildren(...content);
      fading = setTimeout(() => announcer.replaceChildren(), 6000);
    },
    addressOf: (number) => new URL(`../${number}/${location.search}`, location.href).href,
  };
  book.spreads = createSpreads(book);
  book.zoom = createZoom(book);
  book.turner = createTurner(book);
  book.view = createView(book);
  book.share = createSharing(book);

  const commands = {
    in: () => book.zoom.in(),
    out: () => book.zoom.out(),
    whole: () => book.zoom.close(),
    spread: () => book.view.toggle("spread"),
    text: () => book.view.toggle("text"),
    night: () => book.view.toggle("night"),
    full: () => book.view.toggleFullScreen(),
    share: () => book.share(),
    help: () => root.querySelector("[data-help]").showModal(),
    "close-help": () => root.querySelector("[data-help]").close(),
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) {
      commands[button.dataset.do]();
    }
  });
  attachKeys(book, commands);
  attachPanels(book);
  attachKeeping(book);
  attachSwipe(book);
  root.querySelector("[data-tools]").hidden = false;
  root.dataset.ready = "true";
}

if (root) {
  start();
}
