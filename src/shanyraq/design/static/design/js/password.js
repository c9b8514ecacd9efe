/**
 * A button that shows and hides a typed password; its words come from the template.
 * <div data-controller="password" data-label-show="Show" data-label-hide="Hide"><input type="password"></div>
 */
export function attach(root) {
  const input = root.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "password__toggle";
  button.setAttribute("aria-controls", input.id);

  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? root.dataset.labelHide : root.dataset.labelShow;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  show(false);
  root.append(button);
}
