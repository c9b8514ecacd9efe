/**
 * Turns a list of links and the sections they lead to into tabs (ARIA Authoring Practices).
 * Arrow keys follow the direction of the text; the address can name the open tab.
 */
export function attach(root) {
  const tabs = [...root.querySelectorAll(".tabs__tab")];
  const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
  const list = root.querySelector(".tabs__list");

  const select = (index, focus) => {
    tabs.forEach((tab, number) => {
      const chosen = number === index;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panels[number].hidden = !chosen;
    });
    if (focus) {
      tabs[index].focus();
    }
  };

  list.setAttribute("role", "tablist");
  tabs.forEach((tab, index) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[index].id);
    tab.parentElement.setAttribute("role", "presentation");
    panels[index].setAttribute("role", "tabpanel");
    panels[index].tabIndex = 0;
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", tab.hash);
      select(index, true);
    });
  });

  list.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const current = tabs.indexOf(event.target.closest(".tabs__tab"));
    const next = {
      [forward]: (current + 1) % tabs.length,
      [back]: (current - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (current >= 0 && next !== undefined) {
      event.preventDefault();
      select(next, true);
    }
  });

  const named = panels.findIndex((panel) => location.hash === `#${panel.id}`);
  select(Math.max(named, 0), false);
}
