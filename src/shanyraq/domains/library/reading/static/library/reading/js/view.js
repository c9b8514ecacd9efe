/**
 * How the reader likes it: two pages, text beside, night. Kept in this browser.
 */
const KEY = "shanyraq-reader-view";
const AT_FIRST = { spread: false, text: true, night: false };

function kept() {
  try {
    return { ...AT_FIRST, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { ...AT_FIRST };
  }
}

export function createView(book) {
  const state = kept();
  const theme = document.documentElement.dataset.theme;

  const press = (name, value) => {
    book.root.querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", String(value));
  };

  const apply = () => {
    for (const name of Object.keys(AT_FIRST)) {
      book.root.dataset[name] = state[name] ? "on" : "off";
      press(name, state[name]);
    }
    document.documentElement.dataset.theme = state.night ? "dark" : theme;
    book.spreads.set(state.spread);
  };

  document.addEventListener("fullscreenchange", () => {
    book.root.dataset.full = document.fullscreenElement ? "on" : "off";
    press("full", Boolean(document.fullscreenElement));
  });
  apply();

  return {
    toggle(name) {
      state[name] = !state[name];
      book.zoom?.close();
      apply();
      try {
        localStorage.setItem(KEY, JSON.stringify(state));
      } catch {
        // a browser that keeps nothing: it holds for this page
      }
    },
    showText() {
      if (!state.text) {
        this.toggle("text");
      }
    },
    toggleFullScreen() {
      const asked = document.fullscreenElement ? document.exitFullscreen() : book.root.requestFullscreen?.();
      asked?.catch(() => book.announce(book.label("labelFailed")));
    },
  };
}
