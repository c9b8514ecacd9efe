/**
 * Two pages side by side as in the open book, the spine between them; the first page stands alone as the cover.
 */
const WIDTHS = [480, 800, 1200, 1800];

/** First and second page of the opening in which *number* lies; the second may be null. */
export function openingOf(number, { count, coverIsAlone }) {
  const shift = coverIsAlone ? 1 : 0;
  if (coverIsAlone && number === 1) {
    return [1, null];
  }
  const first = number - ((number - 1 + shift) % 2);
  return [first, first < count ? first + 1 : null];
}

const address = (leaf, width) => `${leaf.picture}/full/${Math.min(width, leaf.width)},/0/default.jpg`;

export function pictureOf(leaf, sizes) {
  const picture = new Image(leaf.width, leaf.height);
  const widths = [...new Set(WIDTHS.map((width) => Math.min(width, leaf.width)))];
  picture.className = "leaf__picture";
  picture.sizes = sizes;
  picture.srcset = widths.map((width) => `${address(leaf, width)} ${width}w`).join(", ");
  picture.src = address(leaf, 1200);
  return picture;
}

export function createSpreads(book) {
  let isOn = false;

  const leafOf = (number) => book.page().leaves.find((leaf) => leaf.number === number && leaf.picture);

  const opening = () => {
    const page = book.page();
    return isOn ? openingOf(page.number, page) : [page.number, null];
  };

  const figureOf = (leaf) => {
    const figure = document.createElement("figure");
    const picture = pictureOf(leaf, "(min-width: 64rem) 32vw, 50vw");
    picture.alt = book.label("labelPage", leaf.label);
    figure.className = "leaf";
    figure.dataset.leaf = leaf.number;
    figure.dataset.facing = "true";
    figure.append(picture);
    return figure;
  };

  const arrange = () => {
    const stage = book.stage();
    stage.querySelectorAll("[data-facing]").forEach((figure) => figure.remove());
    const here = stage.querySelector("[data-leaf]");
    const [first, second] = opening();
    const number = book.page().number;
    const facing = here && second ? leafOf(number === first ? second : first) : null;
    stage.dataset.pages = facing ? "2" : "1";
    if (facing) {
      here[number === first ? "after" : "before"](figureOf(facing));
    }
  };

  const fetchAhead = () => {
    const ahead = leafOf(Math.max(...opening().filter(Boolean)) + 1);
    if (ahead) {
      pictureOf(ahead, "(min-width: 64rem) 46vw, 100vw");
    }
  };

  document.addEventListener("reader:turned", arrange);
  document.addEventListener("reader:turned", () => setTimeout(fetchAhead, 300));
  setTimeout(fetchAhead, 1200);

  return {
    set(value) {
      isOn = value;
      arrange();
    },
    /** The number of the page to turn to, or null at the ends of the book. */
    neighbour(by) {
      const { count, number, coverIsAlone } = book.page();
      const [first, second] = opening();
      const wanted = by > 0 ? (second ?? first) + 1 : first - 1;
      if (wanted < 1 || wanted > count) {
        return null;
      }
      return isOn ? openingOf(wanted, { count, coverIsAlone })[0] : number + by;
    },
    /** The leaves on show, in reading order. */
    shown: () => opening().map((number) => number && leafOf(number)).filter(Boolean),
  };
}
