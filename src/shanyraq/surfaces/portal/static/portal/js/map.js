/**
 * Puts a live map in the place of each drawn one, once it comes near the window. The drawn map stays where
 * scripts, WebGL or the reader's data allowance say no. Lists and maps show each other what is meant.
 */
import { followEachOther } from "./highlight.js";

const enough = () => {
  const saving = navigator.connection && navigator.connection.saveData;
  return !saving && document.createElement("canvas").getContext("webgl2") !== null;
};

const stay = (element) => {
  element.dataset.live = "false";
};

async function replace(element) {
  try {
    const { start } = await import("./live-map.js");
    await start(element);
  } catch (error) {
    console.warn(error);
    stay(element);
  }
}

const observer = new IntersectionObserver(
  async (entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      observer.unobserve(entry.target);
      await replace(entry.target);
    }
  },
  { rootMargin: "200px" },
);

followEachOther(document);
const able = enough();
document.querySelectorAll("[data-map]").forEach((element) => (able ? observer.observe(element) : stay(element)));
