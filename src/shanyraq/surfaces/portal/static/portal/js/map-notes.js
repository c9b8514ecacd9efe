/** A numbered button for each place, and a note with its name and link that the button opens and closes. */
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

function connect(maplibregl, map, point, close) {
  const badge = badgeOf(point);
  const { note, button, link } = noteOf(point, close);
  const popup = new maplibregl.Popup({ closeButton: false, closeOnClick: true, focusAfterOpen: false, offset: 22 });
  popup.setDOMContent(note);
  popup.on("close", () => badge.setAttribute("aria-expanded", "false"));
  const shut = () => {
    popup.remove();
    badge.focus();
  };
  button.addEventListener("click", shut);
  note.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  badge.addEventListener("click", (event) => {
    event.stopPropagation();
    if (popup.isOpen()) {
      popup.remove();
      return;
    }
    document.dispatchEvent(new CustomEvent("map-note", { detail: popup }));
    popup.setLngLat(point.position).addTo(map);
    badge.setAttribute("aria-expanded", "true");
    link.focus({ preventScroll: true });
  });
  document.addEventListener("map-note", (event) => event.detail !== popup && popup.remove());
  const marker = new maplibregl.Marker({ element: badge }).setLngLat(point.position).addTo(map);
  badge.removeAttribute("role");
  return { marker, badge };
}

export function addNotes(maplibregl, map, points, close) {
  return points.map((point) => connect(maplibregl, map, point, close));
}
