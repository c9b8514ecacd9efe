/**
 * Shares the page by the device's own sheet, or copies its address where there is none.
 * {% button text=… controller="share" %}
 */
export function attach(button) {
  const words = button.querySelector("span") ?? button;

  button.addEventListener("click", async () => {
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    if (navigator.share) {
      await navigator.share({ title: document.title, url }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(url);
    if (button.dataset.labelDone) {
      words.setAttribute("role", "status");
      words.textContent = button.dataset.labelDone;
    }
  });
}
