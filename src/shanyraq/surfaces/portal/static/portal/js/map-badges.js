/** Keeps the badges from covering each other at any zoom; a thin line leads from a moved one to its place. */
const AIR = 4; // pixels between two badges, which grow with the text
const ROUNDS = 60;
const SVG = "http://www.w3.org/2000/svg";

/** Pushes positions apart in place until any two are gap pixels from each other. */
export function spread(points, gap) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let crowded = false;
    points.forEach((one, place) => {
      points.slice(place + 1).forEach((other, further) => {
        crowded = part(one, other, { turn: further + 1, gap }) || crowded;
      });
    });
    if (!crowded) {
      return;
    }
  }
}

function part(one, other, { turn, gap }) {
  let across = other.x - one.x;
  let down = other.y - one.y;
  let apart = Math.hypot(across, down);
  if (apart >= gap - 0.5) {
    return false;
  }
  if (apart < 0.01) {
    [across, down, apart] = [Math.cos(2.4 * turn), Math.sin(2.4 * turn), 1];
  }
  const push = Math.max(gap - apart, 1) / 2 / apart;
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
    spread(moved, badges[0].badge.offsetWidth + AIR);
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
