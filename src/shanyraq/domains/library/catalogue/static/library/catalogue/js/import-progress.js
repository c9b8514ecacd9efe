/** Keeps the progress of an import fresh; when it has ended, the page is loaded anew with its report. */
const part = document.querySelector("[data-progress]");
const EVERY = 2000;

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(part.dataset.progress, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return;
  part.innerHTML = await answer.text();
  if (answer.headers.get("X-Import-Open") === "0") window.location.reload();
}

if (part) setInterval(() => refresh().catch(() => undefined), EVERY);
