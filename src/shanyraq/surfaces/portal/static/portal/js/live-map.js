/**
 * A live map of the places that the drawn map shows: it reads their names, links and coordinates from there,
 * so that both say the same in every language and script.
 */
import { holdApart } from "./map-badges.js";
import { addNotes } from "./map-notes.js";
import { coloursOf, repaint, styleOf } from "./map-style.js";

const COUNTRY = [[46.4, 40.5], [87.4, 55.5]];
const EDGES = [[43.1, 37.6], [90.9, 57.9]]; // of what the data holds

const still = () =>
  document.documentElement.dataset.motion === "off" || matchMedia("(prefers-reduced-motion: reduce)").matches;

function pointsOf(drawn) {
  return [...drawn.querySelectorAll("a[data-stop]")].map((link) => ({
    stop: link.dataset.stop,
    number: link.dataset.number,
    name: link.querySelector("title").textContent,
    label: link.getAttribute("aria-label"),
    href: link.getAttribute("href"),
    lang: link.getAttribute("lang"),
    dir: link.getAttribute("dir") || document.documentElement.dir,
    position: [Number(link.dataset.longitude), Number(link.dataset.latitude)],
  }));
}

function viewOf(points) {
  if (points.length > 1 && spanOf(points) < 3) {
    const bounds = new globalThis.maplibregl.LngLatBounds();
    points.forEach((point) => bounds.extend(point.position));
    return { bounds, fitBoundsOptions: { padding: 80, maxZoom: 8 } };
  }
  return { bounds: COUNTRY, fitBoundsOptions: { padding: 8 } };
}

function spanOf(points) {
  const along = points.map((point) => point.position[0]);
  return Math.max(...along) - Math.min(...along);
}

function addStyleSheet(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}

async function library(element) {
  await Promise.all([addStyleSheet(element.dataset.styles), import(element.dataset.library)]);
  const { maplibregl } = globalThis;
  maplibregl.setWorkerUrl(element.dataset.worker);
  maplibregl.setWorkerCount(1);
  return maplibregl;
}

function optionsOf(element, points) {
  return {
    container: element.querySelector("[data-map-live]"),
    style: styleOf(new URL(element.dataset.land, location.href).href, wayOf(element, points), points),
    ...viewOf(points),
    minZoom: 1.5,
    maxZoom: 8,
    maxBounds: EDGES,
    attributionControl: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: true,
    locale: {
      "Map.Title": element.dataset.label,
      "Marker.Title": element.dataset.label,
      "CooperativeGesturesHandler.WindowsHelpText": element.dataset.labelZoomHelp,
      "CooperativeGesturesHandler.MacHelpText": element.dataset.labelZoomHelpMac,
      "CooperativeGesturesHandler.MobileHelpText": element.dataset.labelTouchHelp,
    },
  };
}

function wayOf(element, points) {
  return element.querySelector(".drawing__way") ? points.map((point) => point.position) : [];
}

function addControls(element, map, points) {
  const controls = element.querySelector("[data-map-controls]");
  controls.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    const animate = !still();
    if (button && button.dataset.zoom === "0") {
      const { bounds, fitBoundsOptions } = viewOf(points);
      map.fitBounds(bounds, { ...fitBoundsOptions, animate });
    } else if (button) {
      map.zoomTo(map.getZoom() + Number(button.dataset.zoom), { animate, duration: 250 });
    }
  });
  controls.hidden = false;
}

function followColours(map) {
  const again = () => repaint(map, coloursOf());
  new MutationObserver(again).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "data-contrast"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

/** Hides the drawn map; who stood in it with the keyboard stands at the same place of the live one. */
function exchange(drawn, map, badges) {
  const held = drawn.contains(document.activeElement) ? document.activeElement : null;
  drawn.hidden = true;
  if (held) {
    const same = badges.find(({ badge }) => badge.dataset.stop === held.dataset.stop);
    (same ? same.badge : map.getCanvas()).focus({ preventScroll: true });
  }
}

/** Resolves when the live map stands; rejects, with the drawn map still in place, when it cannot. */
export async function start(element) {
  const drawn = element.querySelector("[data-map-drawn]");
  const live = element.querySelector("[data-map-live]");
  const points = pointsOf(drawn);
  const maplibregl = await library(element);
  live.hidden = false;
  const map = new maplibregl.Map(optionsOf(element, points));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise((resolve, reject) => {
    map.once("load", resolve);
    map.once("error", (event) => reject(event.error));
  }).catch((error) => {
    map.remove();
    live.hidden = true;
    throw error;
  });
  const badges = addNotes(maplibregl, map, points, {
    panel: element.querySelector("[data-map-panel]"),
    closeLabel: element.dataset.labelClose,
  });
  holdApart(map, badges);
  addControls(element, map, points);
  followColours(map);
  exchange(drawn, map, badges);
  element.dataset.live = "true";
}
