/**
 * Attaches controllers to elements that name them in `data-controller`. A controller is a module with
 * `attach(element)`; only those that a page uses are loaded, and every page works without any.
 */
const controllers = {
  combobox: () => import("./combobox.js"),
  dialog: () => import("./dialog.js"),
  "error-summary": () => import("./error-summary.js"),
  menu: () => import("./menu.js"),
  password: () => import("./password.js"),
  preferences: () => import("./preferences.js"),
  print: () => import("./print.js"),
  share: () => import("./share.js"),
  tabs: () => import("./tabs.js"),
};

export async function attachAll(root) {
  for (const element of root.querySelectorAll("[data-controller]")) {
    const load = controllers[element.dataset.controller];
    if (load && !element.dataset.attached) {
      element.dataset.attached = "true";
      (await load()).attach(element);
    }
  }
}

attachAll(document);
document.addEventListener("htmx:after:swap", (event) => attachAll(event.target));
