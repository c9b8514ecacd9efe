/** A numbered button for each place, and below the map a note with its name and link that it opens and closes. */
function make(tag, className, properties = {}) {
  return Object.assign(document.createElement(tag), { className, ...properties });
}

function speak(element, point) {
  if (point.lang) {
    element.lang = point.lang;
  }
  element.dir = point.dir;
}

function badgeOf(point) {
  const badge = make("button", "map-badge", { type: "button", textContent: point.number || "●" });
  badge.dataset.stop = point.stop;
  badge.setAttribute("aria-label", point.label);
  badge.setAttribute("aria-expanded", "false");
  return badge;
}

function distanceTo(point) {
  const found = document.querySelector(`li[data-stop="${CSS.escape(point.stop)}"] [data-note]`);
  return found ? make("p", "meta", { textContent: found.textContent.trim() }) : "";
}

function noteOf(point, close) {
  const note = make("div", "map-note");
  note.dataset.stop = point.stop;
  const name = make("p", "map-note__name");
  const link = make("a", "", { href: point.href, textContent: point.name });
  const button = make("button", "map-note__close", { type: "button", textContent: "×" });
  button.setAttribute("aria-label", close);
  speak(note, { dir: document.documentElement.dir });
  speak(link, point);
  name.append(link);
  note.append(name, distanceTo(point), button);
  return { note, button, link };
}

function connect(maplibregl, map, point, notes) {
  const badge = badgeOf(point);
  const { note, button, link } = noteOf(point, notes.closeLabel);
  const opened = { badge, note, link };
  const shut = () => {
    notes.shut();
    badge.focus();
  };
  button.addEventListener("click", shut);
  note.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  badge.addEventListener("keydown", (event) => event.key === "Escape" && notes.shut());
  badge.addEventListener("click", (event) => {
    event.stopPropagation();
    if (notes.opened === opened) {
      notes.shut();
    } else {
      notes.open(opened);
    }
  });
  const marker = new maplibregl.Marker({ element: badge }).setLngLat(point.position).addTo(map);
  badge.removeAttribute("role");
  return { marker, badge };
}

/** The one note that may be open; it stands below the map, where it covers no other place. */
class Notes {
  constructor(panel, closeLabel) {
    Object.assign(this, { panel, closeLabel, opened: null });
  }

  open(wanted) {
    this.shut();
    this.opened = wanted;
    this.panel.append(wanted.note);
    this.panel.hidden = false;
    wanted.badge.setAttribute("aria-expanded", "true");
    wanted.link.focus({ preventScroll: true });
    wanted.note.scrollIntoView({ block: "nearest" });
  }

  shut() {
    if (this.opened) {
      this.opened.badge.setAttribute("aria-expanded", "false");
      this.opened = null;
      this.panel.replaceChildren();
      this.panel.hidden = true;
    }
  }
}

export function addNotes(maplibregl, map, points, { panel, closeLabel }) {
  const notes = new Notes(panel, closeLabel);
  map.on("click", () => notes.shut());
  return points.map((point) => connect(maplibregl, map, point, notes));
}
