/** The look of the live map: land, water, borders, the way and its spots, in the colours of the page. */
const NAMES = ["ground", "card", "tint", "line", "edge", "sky", "sky-soft", "madder"];

export function coloursOf() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const role = (name) => ["==", ["get", "role"], name];

function paints(colours) {
  return {
    world: { "background-color": colours.tint },
    neighbours: { "fill-color": colours.tint },
    "neighbours-edge": { "line-color": colours.line, "line-width": 1 },
    country: { "fill-color": colours.card },
    water: { "fill-color": colours["sky-soft"] },
    "water-edge": { "line-color": colours.sky, "line-width": 0.75 },
    "country-edge": { "line-color": colours.edge, "line-width": 1.5 },
    way: { "line-color": colours.madder, "line-width": 2, "line-dasharray": [3, 2.5] },
    spots: { "circle-color": colours.madder, "circle-radius": 4 },
  };
}

const KINDS = { world: "background", neighbours: "fill", country: "fill", water: "fill", spots: "circle" };
const FILTERS = {
  neighbours: role("neighbour"),
  "neighbours-edge": role("neighbour"),
  country: role("country"),
  "country-edge": role("country"),
  water: role("water"),
  "water-edge": role("water"),
};

const feature = (type, coordinates) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } });

export function styleOf(land, way, points) {
  const sources = {
    land: { type: "geojson", data: land },
    way: { type: "geojson", data: feature("LineString", way) },
    spots: { type: "geojson", data: feature("MultiPoint", points.map((point) => point.position)) },
  };
  const layers = Object.entries(paints(coloursOf())).map(([id, paint]) => {
    const layer = { id, type: KINDS[id] || "line", paint };
    if (id !== "world") {
      layer.source = sources[id] ? id : "land";
    }
    return FILTERS[id] ? { ...layer, filter: FILTERS[id] } : layer;
  });
  return { version: 8, sources, layers };
}

export function repaint(map, colours) {
  for (const [id, paint] of Object.entries(paints(colours))) {
    for (const [property, value] of Object.entries(paint)) {
      map.setPaintProperty(id, property, value);
    }
  }
}
