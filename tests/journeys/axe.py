"""Barriers that axe-core finds, and lines that run out of a narrow screen."""

from playwright.sync_api import Page

from tools.repository import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ([rules, part]) => {
  const result = await axe.run(part, { runOnly: rules, resultTypes: ["violations"] });
  const told = (found) => found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 160)}`);
  return result.violations.flatMap(told);
}"""
OVERFLOWING = """() => {
  const edge = document.documentElement.clientWidth;
  const isClipped = (one) => {
    for (let above = one.parentElement; above !== document.body && above; above = above.parentElement) {
      if (getComputedStyle(above).overflowX !== "visible") return true;
    }
    return one.closest("svg") !== null;
  };
  const isOutside = ({ left, right }) => right > edge + 1 || left < -1;
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && isOutside(one.getBoundingClientRect()) && !isClipped(one))
    .slice(0, 3).map((one) => `too wide: ${one.outerHTML.slice(0, 200)}`);
}"""


def barriers(page: Page, part: str = "html") -> list[str]:
    """What breaks WCAG 2.2 A or AA in *part* of the page as it stands, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))  # the policy of our pages forbids a script element
    return list(page.evaluate(RUN, [RULES, part]))


def overflowing(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        return []
    return list(page.evaluate(OVERFLOWING)) or ["too wide"]
