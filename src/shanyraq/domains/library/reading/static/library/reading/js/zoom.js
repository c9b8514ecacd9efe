/**
 * Zoom into the page, as deep as the scan goes. OpenSeadragon is loaded when it is first asked for.
 */
const STEP = 1.6;
const PAN = 0.15;

let loading;

/** OpenSeadragon would write a style into the page, which our policy forbids, unless one with this mark is there. */
function forestallStyle() {
  // of no namespace that a browser would style by: it only bears the mark
  const mark = document.createElementNS("urn:shanyraq:none", "style");
  mark.setAttribute("data-openseadragon-mobile-css", "true");
  document.head.append(mark);
}

const load = (source) => {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    forestallStyle();
    script.src = source;
    script.addEventListener("load", () => resolve(globalThis.OpenSeadragon));
    script.addEventListener("error", () => {
      loading = undefined;
      script.remove();
      reject(new Error("OpenSeadragon"));
    });
    document.head.append(script);
  });
  return loading;
};

export function createZoom(book) {
  let viewer = null;
  let opening = false;

  const mark = (library) => {
    const { number, found } = book.page();
    const order = ordered().findIndex((leaf) => leaf.number === number);
    const picture = viewer.world.getItemAt(order);
    for (const [x, y, width, height] of picture ? found : []) {
      const element = document.createElement("div");
      element.className = "reader-zoom__found";
      const location = picture.imageToViewportRectangle(new library.Rect(x, y, width, height));
      viewer.addOverlay({ element, location });
    }
  };

  /** Show the page as wide as the stage, from its top or from the words that were found. */
  const fill = (library) => {
    const page = viewer.world.getHomeBounds();
    const height = page.width / viewer.viewport.getAspectRatio();
    if (height >= page.height) {
      viewer.viewport.zoomBy(STEP);
      return;
    }
    const { found } = book.page();
    const picture = viewer.world.getItemAt(0);
    const first = found.length ? picture.imageToViewportCoordinates(found[0][0], found[0][1]).y - height / 3 : page.y;
    const top = Math.min(Math.max(first, page.y), page.y + page.height - height);
    viewer.viewport.fitBounds(new library.Rect(page.x, top, page.width, height));
  };

  // OpenSeadragon counts from the left
  const ordered = () => {
    const leaves = book.spreads.shown();
    return book.page().direction === "rtl" ? leaves.reverse() : leaves;
  };

  const open = async () => {
    const leaves = ordered();
    if (viewer || opening || !leaves.length) {
      return;
    }
    opening = true;
    try {
      const library = await load(book.root.dataset.zoomSrc);
      const element = document.createElement("div");
      element.className = "reader-zoom";
      book.stage().append(element);
      viewer = library({
        element,
        tileSources: leaves.map((leaf) => `${leaf.picture}/info.json`),
        collectionMode: leaves.length > 1,
        collectionRows: 1,
        collectionTileMargin: 0,
        drawer: "canvas",
        crossOriginPolicy: false,
        showNavigationControl: false,
        visibilityRatio: 0.6,
        maxZoomPixelRatio: 2,
        gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
        animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.4,
      });
      book.root.dataset.zoom = "on";
      viewer.addOnceHandler("open", () => {
        mark(library);
        fill(library);
      });
      viewer.addHandler("open-failed", () => {
        close();
        book.announce(book.label("labelFailed"));
      });
    } catch {
      book.announce(book.label("labelFailed"));
    } finally {
      opening = false;
    }
  };

  const close = () => {
    viewer?.destroy();
    viewer = null;
    book.root.querySelector(".reader-zoom")?.remove();
    delete book.root.dataset.zoom;
  };

  book.root.addEventListener("dblclick", (event) => {
    if (event.target.closest(".leaf__picture, .leaf__found")) {
      open();
    }
  });
  book.root.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey && !viewer && event.target.closest("[data-stage]")) {
        event.preventDefault();
        open();
      }
    },
    { passive: false },
  );

  return {
    close,
    isOpen: () => viewer !== null,
    in: () => (viewer ? viewer.viewport.zoomBy(STEP) : open()),
    out() {
      if (viewer && viewer.viewport.getZoom() > viewer.viewport.getHomeZoom() * 1.1) {
        viewer.viewport.zoomBy(1 / STEP);
      } else {
        close();
      }
    },
    pan(x, y) {
      const { width } = viewer.viewport.getBounds();
      viewer.viewport.panBy(new globalThis.OpenSeadragon.Point(x * width * PAN, y * width * PAN));
    },
  };
}
