/** Keeps the badges from covering each other at any zoom; a thin line leads from a moved one to its place. */
const GAP = 36;
const ROUNDS = 60;
const SVG = "http://www.w3.org/2000/svg";

/** Pushes positions apart in place until any two are GAP pixels from each other. */
export function spread(points) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let crowded = false;
    points.forEach((one, place) => {
      points.slice(place + 1).forEach((other, further) => {
        crowded = part(one, other, further + 1) || crowded;
      });
    });
    if (!crowded) {
      return;
    }
  }
}

function part(one, other, turn) {
  let across = other.x - one.x;
  let down = other.y - one.y;
  let apart = Math.hypot(across, down);
  if (apart >= GAP - 0.5) {
    return false;
  }
  if (apart < 0.01) {
    [across, down, apart] = [Math.cos(2.4 * turn), Math.sin(2.4 * turn), 1];
  }
  const push = Math.max(GAP - apart, 1) / 2 / apart;
  one.x -= across * push;
  one.y -= down * push;
  other.x += across * push;
  other.y += down * push;
  return true;
}

function leadersOn(map, count) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "map-leaders");
  drawing.setAttribute("aria-hidden", "true");
  const lines = Array.from({ length: count }, () => {
    const line = document.createElementNS(SVG, "line");
    line.setAttribute("class", "drawing__leader");
    return drawing.appendChild(line);
  });
  map.getCanvas().after(drawing);
  return lines;
}

export function holdApart(map, badges) {
  const lines = leadersOn(map, badges.length);
  const place = () => {
    const spots = badges.map(({ marker }) => map.project(marker.getLngLat()));
    const moved = spots.map(({ x, y }) => ({ x, y }));
    spread(moved);
    badges.forEach(({ marker }, number) => {
      const [spot, now] = [spots[number], moved[number]];
      marker.setOffset([now.x - spot.x, now.y - spot.y]);
      Object.entries({ x1: spot.x, y1: spot.y, x2: now.x, y2: now.y }).forEach(([name, value]) =>
        lines[number].setAttribute(name, value.toFixed(1)),
      );
    });
  };
  map.on("move", place);
  map.on("resize", place);
  place();
}
