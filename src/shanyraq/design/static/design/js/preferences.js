/**
 * Applies the settings panel at once and remembers it in the background; the form still works alone.
 * Images are left out by the server, so this one setting loads the page anew.
 */
export function attach(form) {
  const root = document.documentElement;

  const save = () => {
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "images") {
      form.requestSubmit();
    } else if (event.target.type === "radio") {
      root.dataset[event.target.name] = event.target.value;
      save();
    }
  });
}
