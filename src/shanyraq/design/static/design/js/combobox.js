/**
 * Suggestions under a search field, by the combobox pattern of ARIA (list autocomplete, manual selection).
 * <form data-controller="combobox" data-suggestions="/kk/search/suggestions.json">…<input name="q">…</form>
 * The address answers `[asked, [titles], [kinds], [addresses], "how many"]`; the last is told to screen readers.
 * Without this script the form is a form.
 */
const PAUSE = 120;
let counter = 0;

export function attach(form) {
  const input = form.querySelector("input[name=q]");
  const list = listbox(input);
  const status = liveRegion(list);
  let waiting = null;
  let request = null;
  let active = -1;

  const isOpen = () => !list.hidden;
  const options = () => [...list.children];

  function close() {
    clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    status.textContent = "";
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function activate(index) {
    const all = options();
    active = all.length ? (index + all.length + 1) % (all.length + 1) : -1;
    active = active === all.length ? -1 : active;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  }

  function show([, titles, kinds, addresses, said]) {
    list.replaceChildren(...titles.map((title, place) => option(list.id, place, title, kinds[place], addresses[place])));
    active = -1;
    list.hidden = titles.length === 0;
    status.textContent = said ?? "";
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const words = input.value.trim();
    request?.abort();
    if (!words) {
      close();
      return;
    }
    request = new AbortController();
    try {
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok && document.activeElement === input) {
        show(await answer.json());
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        close();
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen()) {
        activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? options().length - 1 : active - 1);
      } else {
        ask();
      }
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen() && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.address);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) {
      location.assign(chosen.dataset.address);
    }
  });
}

function listbox(input) {
  const list = document.createElement("ul");
  counter += 1;
  list.id = `suggestions-${counter}`;
  list.className = "combobox";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") || input.labels[0]?.textContent || "");
  const wished = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries({ ...wished, autocomplete: "off" })) {
    input.setAttribute(name, value);
  }
  input.after(list);
  return list;
}

function liveRegion(list) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  list.after(status);
  return status;
}

function option(listId, place, title, kind, address) {
  const item = document.createElement("li");
  item.id = `${listId}-${place}`;
  item.className = "combobox__option";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.address = address;
  const name = document.createElement("span");
  name.textContent = title;
  name.dir = "auto";
  const note = document.createElement("span");
  note.className = "combobox__kind";
  note.textContent = kind;
  item.append(name, note);
  return item;
}
